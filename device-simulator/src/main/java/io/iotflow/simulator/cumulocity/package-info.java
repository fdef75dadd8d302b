/** Devices that speak Cumulocity's SmartREST and JSON over MQTT. */
@NullMarked
package io.iotflow.simulator.cumulocity;

import org.jspecify.annotations.NullMarked;
