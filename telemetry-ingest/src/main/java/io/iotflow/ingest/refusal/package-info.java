/** What was refused, and why: the ledger that operators read. */
@NullMarked
package io.iotflow.ingest.refusal;

import org.jspecify.annotations.NullMarked;
