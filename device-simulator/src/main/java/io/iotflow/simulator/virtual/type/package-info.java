/** What kinds of virtual devices there are, and what they measure. */
@NullMarked
package io.iotflow.simulator.virtual.type;

import org.jspecify.annotations.NullMarked;
