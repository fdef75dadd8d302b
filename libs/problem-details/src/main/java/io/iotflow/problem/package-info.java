/** How every error leaves a service: RFC 9457 problem documents, in one road. */
@NullMarked
package io.iotflow.problem;

import org.jspecify.annotations.NullMarked;
