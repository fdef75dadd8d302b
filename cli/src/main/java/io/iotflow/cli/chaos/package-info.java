/** Faults under load: real processes are killed and stopped, and what was acknowledged is audited. */
@NullMarked
package io.iotflow.cli.chaos;

import org.jspecify.annotations.NullMarked;
