/** The MQTT endpoint: devices connect to the platform itself. Settings, figures, and the way down to a device. */
@NullMarked
package io.iotflow.ingest.mqtt;

import org.jspecify.annotations.NullMarked;
