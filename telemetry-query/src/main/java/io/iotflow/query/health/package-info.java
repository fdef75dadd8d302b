/** What this service needs in order to work. */
@NullMarked
package io.iotflow.query.health;

import org.jspecify.annotations.NullMarked;
