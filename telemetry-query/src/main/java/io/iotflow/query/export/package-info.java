/** Whole ranges as files. */
@NullMarked
package io.iotflow.query.export;

import org.jspecify.annotations.NullMarked;
