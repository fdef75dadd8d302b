/** Who may read which device. */
@NullMarked
package io.iotflow.query.access;

import org.jspecify.annotations.NullMarked;
