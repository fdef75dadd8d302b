package io.iotflow.cli.bench;

import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long an acknowledgement takes at half the maximum rate. A maximum is one of a load, and half of it is half of the
 * same load: what costs is packets of the network, so devices that send sixteen messages at a time have another maximum than
 * devices that wait for each acknowledgement, and each has a half of its own.
 */
final class HalfRate {

    private static final Goal GOAL = Goal.atMost(60);

    private final Bench bench;
    private final Loads loads;
    private final List<Figure> figures = new ArrayList<>();

    private HalfRate(Bench bench) {
        this.bench = bench;
        this.loads = new Loads(bench);
    }

    static List<Figure> measure(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES);
        List<DeviceCredentials> some = devices.subList(0, Loads.DEVICES / 2);
        HalfRate half = new HalfRate(bench);
        half.of("HTTP", half.loads.http(Loads.CONNECTIONS, 1), devices, 1);
        half.of("MQTT, one at a time", half.loads.mqtt(1), some, 1);
        double most = half.of("MQTT, sixteen at a time", half.loads.mqtt(), some, Loads.WINDOW);
        half.oneAtATime(half.loads.mqtt(), some, most);
        return List.copyOf(half.figures);
    }

    /** The maximum of one load. */
    private double of(String name, Transport transport, List<DeviceCredentials> devices, int together)
            throws IOException, InterruptedException, PlatformException {
        bench.warmUp(() -> bench.measure(name + ", warm-up", loads.saturating(transport, devices)));
        double most = bench.measure("maximum over " + name, loads.saturating(transport, devices))
                .rate();
        Histogram half = paced("half of it", transport, devices, new Pace.OpenLoop(most / 2, together));
        figures.add(Figure.of("latency", "half the maximum over " + name, most / 2, "readings/s"));
        figures.add(Figure.of("latency", "p50 over " + name, Micros.millis(half, 50), "ms"));
        figures.add(new Figure("latency", "p99 over " + name, Micros.millis(half, 99), "ms", GOAL));
        return most;
    }

    /** The rate of the one load with the packets of the other: close to what two cores can do at all, so without a goal. */
    private void oneAtATime(Transport transport, List<DeviceCredentials> devices, double most)
            throws IOException, InterruptedException, PlatformException {
        Histogram half = paced("the same rate, one at a time", transport, devices, new Pace.OpenLoop(most / 2));
        figures.add(Figure.of("latency", "p99 at the rate of sixteen, one at a time", Micros.millis(half, 99), "ms"));
    }

    /** The latencies of all rounds: in the seconds of one, a single pause of the machine is more than one per cent. */
    private Histogram paced(String name, Transport transport, List<DeviceCredentials> devices, Pace.OpenLoop pace)
            throws IOException, InterruptedException {
        Histogram latencies = Micros.histogram();
        for (int round = 0; round < bench.setting().rounds(); round++) {
            latencies.add(bench.measure(name, loads.paced(transport, devices, pace))
                    .report()
                    .latencyMicros());
        }
        return latencies;
    }
}
