/** The registry as a document, out and in. */
@NullMarked
package io.iotflow.registry.backup;

import org.jspecify.annotations.NullMarked;
