/** This service's own schema in PostgreSQL. */
@NullMarked
package io.iotflow.admin.database;

import org.jspecify.annotations.NullMarked;
