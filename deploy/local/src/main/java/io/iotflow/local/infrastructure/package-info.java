/** The real parts: PostgreSQL, Redis and IoTDB. */
@NullMarked
package io.iotflow.local.infrastructure;

import org.jspecify.annotations.NullMarked;
