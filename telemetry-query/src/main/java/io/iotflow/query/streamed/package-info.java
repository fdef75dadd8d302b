/** Answers that are written part by part. */
@NullMarked
package io.iotflow.query.streamed;

import org.jspecify.annotations.NullMarked;
