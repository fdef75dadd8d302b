/** What answers at the address of the product. */
@NullMarked
package io.iotflow.admin.root;

import org.jspecify.annotations.NullMarked;
