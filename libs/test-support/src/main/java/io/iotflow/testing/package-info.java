/** Real parts for tests, and the rules of the architecture. */
@NullMarked
package io.iotflow.testing;

import org.jspecify.annotations.NullMarked;
