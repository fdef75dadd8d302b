/** Readings of a device: history and latest. */
@NullMarked
package io.iotflow.query.reading;

import org.jspecify.annotations.NullMarked;
