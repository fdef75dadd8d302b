/** How the whole product is. */
@NullMarked
package io.iotflow.admin.health;

import org.jspecify.annotations.NullMarked;
