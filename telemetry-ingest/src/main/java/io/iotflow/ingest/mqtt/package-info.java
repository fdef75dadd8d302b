/** The MQTT endpoint: devices connect to the platform itself. */
@NullMarked
package io.iotflow.ingest.mqtt;

import org.jspecify.annotations.NullMarked;
