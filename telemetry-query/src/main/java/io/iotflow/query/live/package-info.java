/** Readings as they come. */
@NullMarked
package io.iotflow.query.live;

import org.jspecify.annotations.NullMarked;
