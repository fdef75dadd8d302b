/** Keys on the real PostgreSQL and Redis. */
@NullMarked
package io.iotflow.registry.credential;

import org.jspecify.annotations.NullMarked;
