/** How does a page of ours look? */
@NullMarked
package io.iotflow.look;

import org.jspecify.annotations.NullMarked;
