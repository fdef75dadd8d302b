/** Where a device's messages go by their topic, whether it sent them to the endpoint or to a broker. */
@NullMarked
package io.iotflow.ingest.mqtt.destination;

import org.jspecify.annotations.NullMarked;
