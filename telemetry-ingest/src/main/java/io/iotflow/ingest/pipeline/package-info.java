/** From a checked reading to the store: bounded, grouped, acknowledged. */
@NullMarked
package io.iotflow.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
