package io.iotflow.cli.bench;

import io.iotflow.local.home.PortName;
import io.iotflow.simulator.load.FiveFields;
import io.iotflow.simulator.load.Journal;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.PlatformRequests;
import io.iotflow.simulator.load.ReadingSeries;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The plans that scenarios share. */
final class Loads {

    static final int CONNECTIONS = 256;
    static final int BATCH_CONNECTIONS = 16;
    static final int BATCH = 100;
    static final int WINDOW = 16;
    static final int DEVICES = 1000;
    private static final long SEED = 42;

    private final Bench bench;

    Loads(Bench bench) {
        this.bench = bench;
    }

    /** Straight to telemetry-ingest, without the gateway. */
    Transport.Http http(int connections, int readings) throws IOException {
        return new Transport.Http(
                bench.stack().address(PortName.TELEMETRY_INGEST), new PlatformRequests(), connections, readings);
    }

    Transport.Mqtt mqtt() throws IOException {
        return mqtt(WINDOW);
    }

    /** Devices that wait for an acknowledgement when so many are missing. */
    Transport.Mqtt mqtt(int window) throws IOException {
        return new Transport.Mqtt(bench.stack().address(PortName.MQTT), 1, window, 1, 0);
    }

    /** Readings in the next window of event time. */
    ReadingSeries numbers() {
        return FiveFields.numbers(bench.setting().windows().next(), SEED);
    }

    LoadPlan saturating(Transport transport, List<DeviceCredentials> devices) {
        return plan(transport, devices, new Pace.Saturating(), bench.duration());
    }

    LoadPlan paced(Transport transport, List<DeviceCredentials> devices, double rate) {
        return paced(transport, devices, new Pace.OpenLoop(rate));
    }

    LoadPlan paced(Transport transport, List<DeviceCredentials> devices, Pace.OpenLoop pace) {
        return plan(transport, devices, pace, bench.duration());
    }

    LoadPlan plan(Transport transport, List<DeviceCredentials> devices, Pace pace, Duration duration) {
        return new LoadPlan(transport, devices, numbers(), pace, duration, Journal.NONE);
    }
}
