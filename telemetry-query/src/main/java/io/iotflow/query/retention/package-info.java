/** How long readings are kept. */
@NullMarked
package io.iotflow.query.retention;

import org.jspecify.annotations.NullMarked;
