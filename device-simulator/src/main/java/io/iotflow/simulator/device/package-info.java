/** One device that does not exist. */
@NullMarked
package io.iotflow.simulator.device;

import org.jspecify.annotations.NullMarked;
