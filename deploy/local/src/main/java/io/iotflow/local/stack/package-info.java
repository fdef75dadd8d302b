/** The whole product on one machine. */
@NullMarked
package io.iotflow.local.stack;

import org.jspecify.annotations.NullMarked;
