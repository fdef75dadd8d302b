package io.iotflow.cli.bench;

import io.iotflow.cli.bench.baseline.RawSession;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadReport;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long an acknowledgement takes: alone, and beside a noisy neighbour. */
final class Latency {

    private static final double NANOS_OF_A_SECOND = 1e9;
    private static final double LONE_RATE = 5;
    private static final double WARM_UP_RATE = 500;
    private static final double NOISE = 10_000;
    private static final int NOISE_CONNECTIONS = 256;
    private static final int WARMING_CONNECTIONS = 2048;
    private static final int QUIET_CONNECTIONS = 64;
    private static final int QUIET_DEVICES = 500;

    private Latency() {}

    /**
     * A reading now and then, on a system that has run before, beside commits of the store's own client at the same pace: a
     * machine that pauses between two answers each of them later than one that is kept busy.
     */
    static List<Figure> lone(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> one = bench.devices(1);
        Transport.Http http = loads.http(1, 1);
        RawSession raw = new RawSession(baselines.store());
        bench.measure("lone warm-up", loads.paced(http, one, WARM_UP_RATE));
        raw.run(commits(bench, 0));
        Histogram ours = Micros.histogram();
        Histogram commits = Micros.histogram();
        for (int round = 0; round < bench.setting().rounds(); round++) {
            ours.add(bench.measure("lone reading", loads.paced(http, one, LONE_RATE))
                    .report()
                    .latencyMicros());
            commits.add(raw.run(commits(bench, (long) (TimeUnit.SECONDS.toNanos(1) / LONE_RATE)))
                    .callMicros());
        }
        double lone = Micros.millis(ours, 50);
        double commit = Micros.millis(commits, 50);
        return List.of(
                Figure.of("lone", "p50 over HTTP", lone, "ms"),
                Figure.of("lone", "p50 of the store's own commit", commit, "ms"),
                new Figure("lone", "more than the store's own commit", lone - commit, "ms", Goal.atMost(5)));
    }

    private static RawSession.Work commits(Bench bench, long pauseNanos) {
        long nanos = bench.duration().toNanos();
        return new RawSession.Work(1, 1, 1, 1, bench.setting().windows().next(), nanos, pauseNanos);
    }

    static List<Figure> noisy(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(QUIET_DEVICES + 1 + Loads.DEVICES);
        List<DeviceCredentials> quiet = devices.subList(1, QUIET_DEVICES + 1);
        // Others, so that no limit of the quiet ones is used up before they are measured.
        List<DeviceCredentials> forWarmth = devices.subList(QUIET_DEVICES + 1, devices.size());
        Transport.Http http = loads.http(QUIET_CONNECTIONS, 1);
        DeviceCredentials noisy = devices.getFirst();
        List<Measured> before = new ArrayList<>();
        List<Beside> after = new ArrayList<>();
        bench.warmUp(() -> bench.measure("warm-up", loads.saturating(http, forWarmth)));
        bench.measure("the first readings of 500 devices", loads.paced(http, quiet, QUIET_DEVICES));
        // The way of a refusal has to be warm too. A connection gets one in a second, so many connections are needed.
        for (int round = 0; round < bench.setting().rounds(); round++) {
            besideNoise(bench, loads, quiet, noise(bench, loads, noisy, WARMING_CONNECTIONS));
        }
        for (int round = 0; round < bench.setting().rounds(); round++) {
            before.add(bench.measure("500 devices", loads.paced(http, quiet, QUIET_DEVICES)));
            after.add(besideNoise(bench, loads, quiet, noise(bench, loads, noisy, NOISE_CONNECTIONS)));
        }
        return movedBy(before, after);
    }

    /** The quiet ones, and what came of the noisy one meanwhile. */
    private record Beside(Measured quiet, LoadReport noise) {

        double refusedPerSecond() {
            return noise.refusals() / (noise.elapsed() / NANOS_OF_A_SECOND);
        }
    }

    private static LoadPlan noise(Bench bench, Loads loads, DeviceCredentials noisy, int connections)
            throws IOException {
        return loads.plan(
                loads.http(connections, 1),
                List.of(noisy),
                new Pace.OpenLoop(NOISE),
                bench.duration().plusSeconds(2));
    }

    private static Beside besideNoise(Bench bench, Loads loads, List<DeviceCredentials> quiet, LoadPlan noisy)
            throws IOException, InterruptedException {
        LoadRun noise = bench.start(noisy);
        Measured beside = bench.measure(
                "500 devices beside a noisy one", loads.paced(loads.http(QUIET_CONNECTIONS, 1), quiet, QUIET_DEVICES));
        return new Beside(beside, bench.finish("the noisy one", noise));
    }

    /** By the rounds in the middle: the machine pauses in some of them, and neither side is to blame for it. */
    private static List<Figure> movedBy(List<Measured> before, List<Beside> after) {
        double quietly = Rounds.middle(before, Rounds::slowest);
        double loudly = Rounds.middle(after.stream().map(Beside::quiet).toList(), Rounds::slowest);
        Beside last = after.getLast();
        return List.of(
                Figure.of("noisy", "p99 of 500 devices alone", quietly, "ms"),
                Figure.of("noisy", "p99 beside a noisy one", loudly, "ms"),
                Figure.of("noisy", "acknowledged to the noisy one", last.noise().rate(), "readings/s"),
                Figure.of("noisy", "refused to the noisy one", last.refusedPerSecond(), "requests/s"),
                new Figure("noisy", "p99 moves by", (loudly / quietly - 1) * 100, "%", Goal.atMost(20)));
    }
}
