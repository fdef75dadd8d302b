/** What callers may write into a query. */
@NullMarked
package io.iotflow.query.parameter;

import org.jspecify.annotations.NullMarked;
