/** Traces of requests, told to a collector by OTLP when a setting says where it is. */
@NullMarked
package io.iotflow.service.trace;

import org.jspecify.annotations.NullMarked;
