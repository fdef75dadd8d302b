package io.iotflow.simulator.cumulocity;

import io.iotflow.domain.WireTime;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Volt and ampere at one time; the power is their product. */
public record ElectricMeasurement(Instant time, double voltage, double current) {

    static final String TOPIC = "measurement/measurements/create";

    private static final String FRAGMENT = "c8y_ElectricMeasurement";

    /** In watt. */
    public double power() {
        return voltage * current;
    }

    String json() {
        JsonObject series = new JsonObject()
                .put("voltage", value(voltage, "V"))
                .put("current", value(current, "A"))
                .put("power", value(power(), "W"));
        return new JsonObject()
                .put("type", FRAGMENT)
                .put("time", WireTime.of(time))
                .put(FRAGMENT, series)
                .encode();
    }

    private static JsonObject value(double value, String unit) {
        return new JsonObject().put("value", value).put("unit", unit);
    }
}
