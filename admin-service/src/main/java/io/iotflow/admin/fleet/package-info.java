/** Which devices a rule watches; read from the registry's tables, never written. */
@NullMarked
package io.iotflow.admin.fleet;

import org.jspecify.annotations.NullMarked;
