/** The iotflow command. */
@NullMarked
package io.iotflow.cli;

import org.jspecify.annotations.NullMarked;
