/** The named tokens that operators hold. */
@NullMarked
package io.iotflow.registry.token;

import org.jspecify.annotations.NullMarked;
