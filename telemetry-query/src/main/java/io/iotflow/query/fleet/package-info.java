/** Which devices does a question for several mean? */
@NullMarked
package io.iotflow.query.fleet;

import org.jspecify.annotations.NullMarked;
