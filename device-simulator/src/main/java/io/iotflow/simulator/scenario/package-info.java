/** What a run is to be: devices, what they send, stages and faults, as one document. */
@NullMarked
package io.iotflow.simulator.scenario;

import org.jspecify.annotations.NullMarked;
