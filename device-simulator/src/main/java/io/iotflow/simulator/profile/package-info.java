/** What kinds of devices there are, and what they measure. */
@NullMarked
package io.iotflow.simulator.profile;

import org.jspecify.annotations.NullMarked;
