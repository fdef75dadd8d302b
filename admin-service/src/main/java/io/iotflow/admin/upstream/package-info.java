/** The other services, as this one asks them. */
@NullMarked
package io.iotflow.admin.upstream;

import org.jspecify.annotations.NullMarked;
