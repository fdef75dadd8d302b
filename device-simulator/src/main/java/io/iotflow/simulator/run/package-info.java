/** A scenario from the registration of its devices to the audit. */
@NullMarked
package io.iotflow.simulator.run;

import org.jspecify.annotations.NullMarked;
