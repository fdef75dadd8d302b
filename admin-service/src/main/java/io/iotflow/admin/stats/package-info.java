/** Figures, for operators. */
@NullMarked
package io.iotflow.admin.stats;

import org.jspecify.annotations.NullMarked;
