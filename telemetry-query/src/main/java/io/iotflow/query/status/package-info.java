/** How the way out is. */
@NullMarked
package io.iotflow.query.status;

import org.jspecify.annotations.NullMarked;
