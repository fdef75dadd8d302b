/** Readings summed up window by window. */
@NullMarked
package io.iotflow.query.aggregate;

import org.jspecify.annotations.NullMarked;
