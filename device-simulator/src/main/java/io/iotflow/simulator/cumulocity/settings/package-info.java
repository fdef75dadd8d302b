/** How Cumulocity is reached: kept, tried, and told to those who connect. */
@NullMarked
package io.iotflow.simulator.cumulocity.settings;

import org.jspecify.annotations.NullMarked;
