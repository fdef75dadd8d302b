/** Whether devices are there. */
@NullMarked
package io.iotflow.registry.connectivity;

import org.jspecify.annotations.NullMarked;
