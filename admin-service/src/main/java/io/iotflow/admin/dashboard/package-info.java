/** What the first page of the console needs. */
@NullMarked
package io.iotflow.admin.dashboard;

import org.jspecify.annotations.NullMarked;
