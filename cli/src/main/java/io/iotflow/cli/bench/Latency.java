package io.iotflow.cli.bench;

import io.iotflow.cli.bench.baseline.RawSession;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.List;

/** How long an acknowledgement takes: at half the maximum rate, alone, and beside a noisy neighbour. */
final class Latency {

    private static final double MICROS_OF_A_MILLI = 1000;
    private static final double LONE_RATE = 5;
    private static final double NOISE = 10_000;
    private static final int NOISE_CONNECTIONS = 256;
    private static final int QUIET_CONNECTIONS = 64;
    private static final int QUIET_DEVICES = 500;

    private Latency() {}

    static List<Figure> atHalfRate(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES);
        Transport.Http http = loads.http(Loads.CONNECTIONS, 1);
        List<DeviceCredentials> some = devices.subList(0, Loads.DEVICES / 2);
        double mostHttp = bench.measure("maximum over http", loads.saturating(http, devices))
                .rate();
        Measured overHttp = bench.measure("half of it", loads.paced(http, devices, mostHttp / 2));
        double mostMqtt = bench.measure("maximum over mqtt", loads.saturating(loads.mqtt(), some))
                .rate();
        Measured overMqtt = bench.measure("half of it", loads.paced(loads.mqtt(), some, mostMqtt / 2));
        return List.of(
                Figure.of("latency", "half the maximum over HTTP", mostHttp / 2, "readings/s"),
                Figure.of("latency", "p50 over HTTP", overHttp.report().millis(50), "ms"),
                new Figure("latency", "p99 over HTTP", overHttp.report().millis(99), "ms", Goal.atMost(60)),
                Figure.of("latency", "half the maximum over MQTT", mostMqtt / 2, "readings/s"),
                Figure.of("latency", "p50 over MQTT", overMqtt.report().millis(50), "ms"),
                new Figure("latency", "p99 over MQTT", overMqtt.report().millis(99), "ms", Goal.atMost(60)));
    }

    static List<Figure> lone(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> one = bench.devices(1);
        Transport.Http http = loads.http(1, 1);
        bench.measure("lone warm-up", loads.paced(http, one, LONE_RATE));
        Measured lone = bench.measure("lone reading", loads.paced(http, one, LONE_RATE));
        RawSession.Result raw = new RawSession(baselines.store())
                .run(new RawSession.Work(
                        1,
                        1,
                        1,
                        1,
                        bench.setting().windows().next(),
                        bench.duration().toNanos()));
        double commit = raw.callMicros().getValueAtPercentile(50) / MICROS_OF_A_MILLI;
        double ours = lone.report().millis(50);
        return List.of(
                Figure.of("lone", "p50 over HTTP", ours, "ms"),
                Figure.of("lone", "p50 of the store's own commit", commit, "ms"),
                new Figure("lone", "more than the store's own commit", ours - commit, "ms", Goal.atMost(5)));
    }

    static List<Figure> noisy(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(QUIET_DEVICES + 1);
        List<DeviceCredentials> quiet = devices.subList(1, devices.size());
        Transport.Http http = loads.http(QUIET_CONNECTIONS, 1);
        Measured alone = bench.measure("500 devices", loads.paced(http, quiet, QUIET_DEVICES));
        LoadPlan noise = loads.plan(
                loads.http(NOISE_CONNECTIONS, 1),
                devices.subList(0, 1),
                new Pace.OpenLoop(NOISE),
                bench.duration().plusSeconds(2));
        LoadRun noisy = bench.start(noise);
        Measured beside = bench.measure("500 devices beside a noisy one", loads.paced(http, quiet, QUIET_DEVICES));
        double reached = bench.finish("the noisy one", noisy).rate();
        double before = alone.report().millis(99);
        double after = beside.report().millis(99);
        return List.of(
                Figure.of("noisy", "p99 of 500 devices alone", before, "ms"),
                Figure.of("noisy", "p99 beside a noisy one, limits off", after, "ms"),
                Figure.of("noisy", "the noisy one reached", reached, "readings/s"),
                new Figure("noisy", "p99 moves by", (after / before - 1) * 100, "%", Goal.atMost(20)));
    }
}
