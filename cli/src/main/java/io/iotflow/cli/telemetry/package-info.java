/** Readings, from the command line. */
@NullMarked
package io.iotflow.cli.telemetry;

import org.jspecify.annotations.NullMarked;
