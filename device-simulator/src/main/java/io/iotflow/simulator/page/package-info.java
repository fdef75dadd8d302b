/** The pages of the simulator. */
@NullMarked
package io.iotflow.simulator.page;

import org.jspecify.annotations.NullMarked;
