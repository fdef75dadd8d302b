/** How operators make, change and end the rules of alerts. */
@NullMarked
package io.iotflow.admin.alert.administration;

import org.jspecify.annotations.NullMarked;
