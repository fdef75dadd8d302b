/** Load: many devices from one process, paced or saturating, over HTTP and MQTT. */
@NullMarked
package io.iotflow.simulator.load;

import org.jspecify.annotations.NullMarked;
