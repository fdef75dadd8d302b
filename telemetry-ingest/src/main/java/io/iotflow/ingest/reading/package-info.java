/** What a device sent: decoded, checked, and given a time. */
@NullMarked
package io.iotflow.ingest.reading;

import org.jspecify.annotations.NullMarked;
