/** Registry and readings of the local stack, saved together while it runs, and brought back. */
@NullMarked
package io.iotflow.cli.backup;

import org.jspecify.annotations.NullMarked;
