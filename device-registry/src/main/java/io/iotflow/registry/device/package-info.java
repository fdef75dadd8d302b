/** What a device is, in the tables and in answers. */
@NullMarked
package io.iotflow.registry.device;

import org.jspecify.annotations.NullMarked;
