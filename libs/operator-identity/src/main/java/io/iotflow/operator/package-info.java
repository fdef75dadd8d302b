/** Which operator is this, with which role? */
@NullMarked
package io.iotflow.operator;

import org.jspecify.annotations.NullMarked;
