/** Readings over HTTP. */
@NullMarked
package io.iotflow.ingest.http;

import org.jspecify.annotations.NullMarked;
