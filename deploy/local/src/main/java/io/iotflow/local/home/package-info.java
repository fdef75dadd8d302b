/** Where the local stack keeps its state: folders, secrets, ports. */
@NullMarked
package io.iotflow.local.home;

import org.jspecify.annotations.NullMarked;
