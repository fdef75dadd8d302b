/** Alerts: what was found, and what people did about it. */
@NullMarked
package io.iotflow.admin.alert;

import org.jspecify.annotations.NullMarked;
