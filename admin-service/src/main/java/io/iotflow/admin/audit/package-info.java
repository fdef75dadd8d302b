/** What operators did. */
@NullMarked
package io.iotflow.admin.audit;

import org.jspecify.annotations.NullMarked;
