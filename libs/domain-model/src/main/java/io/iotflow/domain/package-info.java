/** The words of the product: devices, readings, topics and time. Plain Java, no framework. */
@NullMarked
package io.iotflow.domain;

import org.jspecify.annotations.NullMarked;
