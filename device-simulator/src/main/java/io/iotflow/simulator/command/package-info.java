/** The command line of the simulator. */
@NullMarked
package io.iotflow.simulator.command;

import org.jspecify.annotations.NullMarked;
