/** A server that takes everything and keeps nothing: what a generator does against it, it does by itself. */
@NullMarked
package io.iotflow.cli.bench.sink;

import org.jspecify.annotations.NullMarked;
