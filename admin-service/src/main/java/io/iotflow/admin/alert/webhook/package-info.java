/** Who is told of an alert over HTTP, signed, until it was heard. */
@NullMarked
package io.iotflow.admin.alert.webhook;

import org.jspecify.annotations.NullMarked;
