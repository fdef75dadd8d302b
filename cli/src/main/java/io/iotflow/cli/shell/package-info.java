/** The local stack's parts, opened or looked at by hand. */
@NullMarked
package io.iotflow.cli.shell;

import org.jspecify.annotations.NullMarked;
