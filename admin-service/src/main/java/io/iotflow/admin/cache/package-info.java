/** What Redis remembers of devices, for operators. */
@NullMarked
package io.iotflow.admin.cache;

import org.jspecify.annotations.NullMarked;
