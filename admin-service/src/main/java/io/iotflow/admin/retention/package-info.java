/** How long telemetry is kept, for operators. */
@NullMarked
package io.iotflow.admin.retention;

import org.jspecify.annotations.NullMarked;
