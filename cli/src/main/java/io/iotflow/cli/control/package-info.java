/** Commands to devices, from the command line. */
@NullMarked
package io.iotflow.cli.control;

import org.jspecify.annotations.NullMarked;
