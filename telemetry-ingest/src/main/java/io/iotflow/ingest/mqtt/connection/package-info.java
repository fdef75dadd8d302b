/** One client's connection: packets in, packets out, and how to stop reading. */
@NullMarked
package io.iotflow.ingest.mqtt.connection;

import org.jspecify.annotations.NullMarked;
