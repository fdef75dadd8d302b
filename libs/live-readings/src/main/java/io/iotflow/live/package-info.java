/** Which readings has the store just taken, for those who watch? */
@NullMarked
package io.iotflow.live;

import org.jspecify.annotations.NullMarked;
