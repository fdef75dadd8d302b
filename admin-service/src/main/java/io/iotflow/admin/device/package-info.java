/** Devices, for operators. */
@NullMarked
package io.iotflow.admin.device;

import org.jspecify.annotations.NullMarked;
