/** HiveMQ CE as the broker of the local stack, in a process of its own. */
@NullMarked
package io.iotflow.local.hivemq;

import org.jspecify.annotations.NullMarked;
