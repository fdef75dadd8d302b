/** When was a device last heard? The only knowledge of those keys in Redis. */
@NullMarked
package io.iotflow.presence;

import org.jspecify.annotations.NullMarked;
