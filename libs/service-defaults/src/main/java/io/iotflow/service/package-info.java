/** What every service does alike: request ids, security headers, time, health and safe defaults. */
@NullMarked
package io.iotflow.service;

import org.jspecify.annotations.NullMarked;
