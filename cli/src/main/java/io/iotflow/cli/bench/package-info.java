/** Benchmarks by command: load on a stack of their own, beside baselines, with figures. */
@NullMarked
package io.iotflow.cli.bench;

import org.jspecify.annotations.NullMarked;
