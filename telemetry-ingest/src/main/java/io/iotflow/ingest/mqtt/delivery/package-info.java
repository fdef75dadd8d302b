/** What becomes of a message on its way to the store, and how much may wait for it. */
@NullMarked
package io.iotflow.ingest.mqtt.delivery;

import org.jspecify.annotations.NullMarked;
