/** What this service needs in order to work. */
@NullMarked
package io.iotflow.registry.health;

import org.jspecify.annotations.NullMarked;
