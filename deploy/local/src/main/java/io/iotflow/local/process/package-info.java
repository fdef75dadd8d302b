/** Child processes: started, recorded, watched, ended. */
@NullMarked
package io.iotflow.local.process;

import org.jspecify.annotations.NullMarked;
