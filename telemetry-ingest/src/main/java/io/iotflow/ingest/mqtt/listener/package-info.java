/** The ports on which devices connect, opened and drained. */
@NullMarked
package io.iotflow.ingest.mqtt.listener;

import org.jspecify.annotations.NullMarked;
