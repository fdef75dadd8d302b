@NullMarked
package io.iotflow.query.fleet;

import org.jspecify.annotations.NullMarked;
