/** What stored readings show: fields that change their type, times that come twice. */
@NullMarked
package io.iotflow.ingest.watch;

import org.jspecify.annotations.NullMarked;
