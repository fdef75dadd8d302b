/** What operators do with devices; asked by admin-service. */
@NullMarked
package io.iotflow.registry.administration;

import org.jspecify.annotations.NullMarked;
