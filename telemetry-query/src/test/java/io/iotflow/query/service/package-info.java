/** The service over real HTTP, on the real store. */
@NullMarked
package io.iotflow.query.service;

import org.jspecify.annotations.NullMarked;
