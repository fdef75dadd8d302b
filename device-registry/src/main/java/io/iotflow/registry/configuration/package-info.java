/** How devices are told to work. */
@NullMarked
package io.iotflow.registry.configuration;

import org.jspecify.annotations.NullMarked;
