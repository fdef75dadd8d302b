/** Which device does this key belong to? HTTP and MQTT ask the same class. */
@NullMarked
package io.iotflow.identity;

import org.jspecify.annotations.NullMarked;
