/** Looks round after round whether the rules of alerts hold. */
@NullMarked
package io.iotflow.admin.alert.evaluation;

import org.jspecify.annotations.NullMarked;
