/** Whether this service can do its work. */
@NullMarked
package io.iotflow.ingest.health;

import org.jspecify.annotations.NullMarked;
