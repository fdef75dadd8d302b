/** A stack with something to look at. */
@NullMarked
package io.iotflow.cli.demo;

import org.jspecify.annotations.NullMarked;
