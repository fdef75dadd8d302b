/** Devices, from the command line. */
@NullMarked
package io.iotflow.cli.device;

import org.jspecify.annotations.NullMarked;
