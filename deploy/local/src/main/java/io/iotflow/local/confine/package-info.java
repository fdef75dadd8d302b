/** Keeps a child JVM's server sockets on loopback. */
@NullMarked
package io.iotflow.local.confine;

import org.jspecify.annotations.NullMarked;
