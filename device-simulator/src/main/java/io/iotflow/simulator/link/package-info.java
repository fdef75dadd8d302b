/** An MQTT 3.1.1 connection that comes back, and how long it waits. */
@NullMarked
package io.iotflow.simulator.link;

import org.jspecify.annotations.NullMarked;
