/** How much a device may send. */
@NullMarked
package io.iotflow.ingest.quota;

import org.jspecify.annotations.NullMarked;
