/** The product, as a client sees it. */
@NullMarked
package io.iotflow.simulator.platform;

import org.jspecify.annotations.NullMarked;
