/** Bringing new devices in. */
@NullMarked
package io.iotflow.registry.registration;

import org.jspecify.annotations.NullMarked;
