/** Many devices with a life of their own each, as one run. */
@NullMarked
package io.iotflow.simulator.fleet;

import org.jspecify.annotations.NullMarked;
