/** What processes take. */
@NullMarked
package io.iotflow.cli.process;

import org.jspecify.annotations.NullMarked;
