/** One address for clients in front of all services. */
@NullMarked
package io.iotflow.local.gateway;

import org.jspecify.annotations.NullMarked;
