/** The pages for operators, and what their scripts ask of the other services. */
@NullMarked
package io.iotflow.admin.console;

import org.jspecify.annotations.NullMarked;
