/** What the registry holds for a device, commands and configuration, and how it reaches the device. */
@NullMarked
package io.iotflow.ingest.mqtt.instruction;

import org.jspecify.annotations.NullMarked;
