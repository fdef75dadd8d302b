/** What operators change, on its way into the one audit. */
@NullMarked
package io.iotflow.audit;

import org.jspecify.annotations.NullMarked;
