/** Who is logged in at a page of ours? */
@NullMarked
package io.iotflow.session;

import org.jspecify.annotations.NullMarked;
