/** The installation that a command talks to, and how its answers are shown. */
@NullMarked
package io.iotflow.cli.installation;

import org.jspecify.annotations.NullMarked;
