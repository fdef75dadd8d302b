/** What a run did, as text, JSON and HTML. */
@NullMarked
package io.iotflow.simulator.report;

import org.jspecify.annotations.NullMarked;
