/** What is watched: the rules of alerts. */
@NullMarked
package io.iotflow.admin.alert.rule;

import org.jspecify.annotations.NullMarked;
