/** Which fields a device has sent. */
@NullMarked
package io.iotflow.query.field;

import org.jspecify.annotations.NullMarked;
