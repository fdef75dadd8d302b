/** The audit of many devices under load: a log of every reading, and its comparison with what is stored. */
@NullMarked
package io.iotflow.simulator.audit.fleet;

import org.jspecify.annotations.NullMarked;
