/** The simulator's own schema in PostgreSQL. */
@NullMarked
package io.iotflow.simulator.database;

import org.jspecify.annotations.NullMarked;
