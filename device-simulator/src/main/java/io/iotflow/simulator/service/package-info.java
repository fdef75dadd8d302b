/** The simulator as a service. */
@NullMarked
package io.iotflow.simulator.service;

import org.jspecify.annotations.NullMarked;
