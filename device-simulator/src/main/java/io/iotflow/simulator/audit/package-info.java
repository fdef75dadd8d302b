/** Whether everything that was acknowledged is there. */
@NullMarked
package io.iotflow.simulator.audit;

import org.jspecify.annotations.NullMarked;
