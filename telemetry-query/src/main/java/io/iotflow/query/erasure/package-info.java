/** Readings that go: at once or by age. */
@NullMarked
package io.iotflow.query.erasure;

import org.jspecify.annotations.NullMarked;
