/** What operators did. */
@NullMarked
package io.iotflow.registry.audit;

import org.jspecify.annotations.NullMarked;
