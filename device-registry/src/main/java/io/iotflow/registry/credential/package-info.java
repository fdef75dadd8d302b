/** The keys that devices hold. */
@NullMarked
package io.iotflow.registry.credential;

import org.jspecify.annotations.NullMarked;
