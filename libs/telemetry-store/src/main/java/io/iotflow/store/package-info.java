/** How a reading is laid out in Apache IoTDB, written and read back. The only code that knows IoTDB. */
@NullMarked
package io.iotflow.store;

import org.jspecify.annotations.NullMarked;
