/** The registry over real HTTP, on the real PostgreSQL, Redis and IoTDB. */
@NullMarked
package io.iotflow.registry;

import org.jspecify.annotations.NullMarked;
