/** How a device reaches the MQTT endpoint. */
@NullMarked
package io.iotflow.registry.mqtt;

import org.jspecify.annotations.NullMarked;
