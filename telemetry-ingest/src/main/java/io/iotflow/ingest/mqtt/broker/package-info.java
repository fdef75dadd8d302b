/** Broker mode: devices connect to a broker, and this service consumes from it. */
@NullMarked
package io.iotflow.ingest.mqtt.broker;

import org.jspecify.annotations.NullMarked;
