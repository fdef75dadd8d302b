/** Reading and checking request bodies. */
@NullMarked
package io.iotflow.registry.form;

import org.jspecify.annotations.NullMarked;
