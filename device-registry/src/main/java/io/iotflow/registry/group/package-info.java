/** Devices that are looked at and commanded together. */
@NullMarked
package io.iotflow.registry.group;

import org.jspecify.annotations.NullMarked;
