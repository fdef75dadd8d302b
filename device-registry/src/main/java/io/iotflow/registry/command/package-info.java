/** What devices are told to do. */
@NullMarked
package io.iotflow.registry.command;

import org.jspecify.annotations.NullMarked;
