/** Groups, from the command line. */
@NullMarked
package io.iotflow.cli.group;

import org.jspecify.annotations.NullMarked;
