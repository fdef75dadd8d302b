package io.iotflow.simulator.audit.fleet;

import io.iotflow.simulator.audit.fleet.LoggedReadings.Span;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.util.List;

/** A way to what is stored. Blocks. */
@FunctionalInterface
public interface ReadBack {

    /**
     * A row as it is stored.
     *
     * @param time in milliseconds since 1970
     * @param valuesHash by {@link io.iotflow.simulator.audit.ValuesHash}
     * @param values for people
     */
    record Row(long time, long valuesHash, String values) {}

    /** Every row of a device in a span. */
    List<Row> rows(DeviceCredentials device, Span span) throws PlatformException;
}
