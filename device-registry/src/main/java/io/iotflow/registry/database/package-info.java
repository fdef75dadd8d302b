/** The way to PostgreSQL. */
@NullMarked
package io.iotflow.registry.database;

import org.jspecify.annotations.NullMarked;
