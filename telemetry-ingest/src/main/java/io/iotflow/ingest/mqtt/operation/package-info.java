/** What operators ask of the MQTT endpoint, and what they send through it. */
@NullMarked
package io.iotflow.ingest.mqtt.operation;

import org.jspecify.annotations.NullMarked;
