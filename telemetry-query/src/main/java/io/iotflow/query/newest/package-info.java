/** A little of many devices at once, for the service that watches them. */
@NullMarked
package io.iotflow.query.newest;

import org.jspecify.annotations.NullMarked;
