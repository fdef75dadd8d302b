package io.iotflow.cli.bench;

import io.iotflow.cli.bench.baseline.BaselineStore;
import io.iotflow.cli.bench.baseline.RawSession;
import io.iotflow.cli.bench.baseline.RestRequests;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** How much goes in: one reading per request, batches, MQTT; each beside what the store does alone. */
final class Throughput {

    private static final int WRITERS = 4;
    private static final int GROUP = 1000;

    private Throughput() {}

    static List<Figure> http(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES);
        Transport.Http http = loads.http(Loads.CONNECTIONS, 1);
        bench.warmUp(() -> bench.measure("http warm-up", loads.saturating(http, devices)));
        bench.warmUp(() -> rest(bench, loads, devices, baselines.store()));
        List<Measured> ours = new ArrayList<>();
        List<Measured> theirs = new ArrayList<>();
        for (int round = 0; round < bench.setting().rounds(); round++) {
            ours.add(bench.measure("http", loads.saturating(http, devices)));
            theirs.add(rest(bench, loads, devices, baselines.store()));
        }
        List<Figure> figures =
                new ArrayList<>(Rounds.figures("http", ours, Goal.atLeast(8000, 15_000), Goal.atMost(120, 60)));
        figures.add(Figure.of("http", "IoTDB REST, same log mode", Rounds.rate(theirs), "readings/s"));
        figures.add(Figure.of("http", "IoTDB REST, its CPU", Rounds.cost(theirs), "us/reading"));
        figures.add(
                new Figure("http", "times IoTDB REST", Rounds.rate(ours) / Rounds.rate(theirs), "x", Goal.atLeast(20)));
        return figures;
    }

    private static Measured rest(Bench bench, Loads loads, List<DeviceCredentials> devices, BaselineStore store)
            throws IOException, InterruptedException {
        Transport.Http rest =
                new Transport.Http(store.restAddress(), new RestRequests(store.password()), Loads.CONNECTIONS, 1);
        LoadPlan plan = loads.saturating(rest, devices);
        return bench.measureBaseline(
                "IoTDB REST", plan, store, count(store, plan.series().time(0)));
    }

    private static LongSupplier count(BaselineStore store, long first) {
        return () -> {
            try {
                return new RawSession(store).count(first, first + Windows.LENGTH - 1);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
    }

    static List<Figure> batch(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES);
        Transport.Http http = loads.http(Loads.BATCH_CONNECTIONS, Loads.BATCH);
        bench.warmUp(() -> bench.measure("batch warm-up", loads.saturating(http, devices)));
        List<Measured> ours = new ArrayList<>();
        double same = 0;
        double grouped = 0;
        int rounds = bench.setting().rounds();
        for (int round = 0; round < rounds; round++) {
            ours.add(bench.measure("batch", loads.saturating(http, devices)));
            same += raw(bench, baselines.store(), Loads.BATCH, 1) / rounds;
            grouped += raw(bench, baselines.store(), GROUP, GROUP / Loads.BATCH) / rounds;
        }
        List<Figure> figures =
                new ArrayList<>(Rounds.figures("batch", ours, Goal.atLeast(40_000, 80_000), Goal.none()));
        figures.add(Figure.of("batch", "raw session, 4 writers, calls of 100", same, "readings/s"));
        figures.add(Figure.of("batch", "raw session, 4 writers, calls of 1000", grouped, "readings/s"));
        figures.add(new Figure(
                "batch", "of the raw session, calls of 100", Rounds.rate(ours) / same, "x", Goal.atLeast(0.7)));
        figures.add(Figure.of("batch", "of the raw session, calls of 1000", Rounds.rate(ours) / grouped, "x"));
        return figures;
    }

    private static double raw(Bench bench, BaselineStore store, int rows, int devicesPerCall) throws IOException {
        RawSession session = new RawSession(store);
        long first = bench.setting().windows().next();
        RawSession.Result result = session.run(new RawSession.Work(
                WRITERS,
                rows,
                devicesPerCall,
                Loads.DEVICES,
                first,
                bench.duration().toNanos(),
                0));
        long stored = session.count(first, first + Windows.LENGTH - 1);
        double rate = stored * 1e9 / result.nanos();
        bench.say("raw session, calls of " + rows + ": stored " + stored + " (" + Math.round(rate) + "/s)");
        return rate;
    }

    static List<Figure> mqtt(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES / 2);
        Transport.Mqtt mqtt = loads.mqtt();
        bench.warmUp(() -> bench.measure("mqtt warm-up", loads.saturating(mqtt, devices)));
        List<Measured> ours = new ArrayList<>();
        for (int round = 0; round < bench.setting().rounds(); round++) {
            ours.add(bench.measure("mqtt", loads.saturating(mqtt, devices)));
        }
        return Rounds.figures("mqtt", ours, Goal.atLeast(12_000, 20_000), Goal.none());
    }
}
