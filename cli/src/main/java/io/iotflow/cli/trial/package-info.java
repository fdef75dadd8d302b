/** A stack on trial: started for it alone, put under load, counted, and taken away. */
@NullMarked
package io.iotflow.cli.trial;

import org.jspecify.annotations.NullMarked;
