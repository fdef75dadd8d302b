/** Devices with a life of their own: made, started, stopped and deleted one by one, and alive again after a restart. */
@NullMarked
package io.iotflow.simulator.virtual;

import org.jspecify.annotations.NullMarked;
