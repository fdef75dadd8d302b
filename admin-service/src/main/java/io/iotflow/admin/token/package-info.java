/** Named tokens of operators. */
@NullMarked
package io.iotflow.admin.token;

import org.jspecify.annotations.NullMarked;
