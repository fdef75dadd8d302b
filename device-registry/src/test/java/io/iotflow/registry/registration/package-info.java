/** Who may register, and from where. */
@NullMarked
package io.iotflow.registry.registration;

import org.jspecify.annotations.NullMarked;
