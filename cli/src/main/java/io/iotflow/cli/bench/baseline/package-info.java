/** What the ingest path is measured against: the store alone, without anything of ours. */
@NullMarked
package io.iotflow.cli.bench.baseline;

import org.jspecify.annotations.NullMarked;
