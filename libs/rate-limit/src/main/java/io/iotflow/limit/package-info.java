/** How much may a caller still send? One count for all replicas, in Redis; decided in the process. */
@NullMarked
package io.iotflow.limit;

import org.jspecify.annotations.NullMarked;
