/** Virtual devices over HTTP. */
@NullMarked
package io.iotflow.simulator.virtual.api;

import org.jspecify.annotations.NullMarked;
