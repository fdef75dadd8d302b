package io.iotflow.cli.bench;

import io.iotflow.cli.process.JavaHeap;
import io.iotflow.cli.process.ResidentMemory;
import io.iotflow.simulator.load.FiveFields;
import io.iotflow.simulator.load.Journal;
import io.iotflow.simulator.load.LoadPlan;
import io.iotflow.simulator.load.LoadRun;
import io.iotflow.simulator.load.Pace;
import io.iotflow.simulator.load.Transport;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What many connections, many devices and changing types cost. */
final class Scale {

    private static final double KIB_OF_A_MIB = 1024;
    private static final long SEED = 42;
    private static final int TYPE_CHANGES_AT = 2;
    private static final long LOOK_MILLIS = 200;

    private Scale() {}

    /** Memory of connections that do nothing. */
    static List<Figure> idle(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        int count = Math.min(10_000, bench.setting().manyDevices());
        List<DeviceCredentials> devices = bench.devices(count);
        long pid = bench.stack().part(Bench.INGEST).pid();
        double heapBefore = JavaHeap.liveMib(pid);
        double residentBefore = ResidentMemory.alone(pid);
        Transport.Mqtt mqtt = new Transport.Mqtt(loads.mqtt().address(), 1, 1, 1, 0);
        LoadRun run = bench.start(loads.plan(mqtt, devices, new Pace.Idle(), Duration.ofHours(1)));
        double heap = JavaHeap.liveMib(pid) - heapBefore;
        double resident = ResidentMemory.alone(pid) - residentBefore;
        run.stop();
        bench.finish("idle connections", run);
        return List.of(
                Figure.of("idle", "connections", count, ""),
                new Figure("idle", "heap of a connection", heap * KIB_OF_A_MIB / count, "KiB", Goal.atMost(20)),
                Figure.of("idle", "resident memory of a connection", resident * KIB_OF_A_MIB / count, "KiB"));
    }

    /** Cost of a reading when there are many devices. */
    static List<Figure> devices(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        int many = bench.setting().manyDevices();
        List<DeviceCredentials> all = bench.devices(many);
        Transport.Http http = loads.http(Loads.CONNECTIONS, 1);
        everyDeviceOnce(bench, loads, all);
        List<Measured> few = new ArrayList<>();
        List<Measured> most = new ArrayList<>();
        for (int round = 0; round < bench.setting().rounds(); round++) {
            few.add(bench.measure("1000 devices", loads.saturating(http, all.subList(0, Loads.DEVICES))));
            most.add(bench.measure(many + " devices", loads.saturating(http, all)));
        }
        return List.of(
                Figure.of("devices", "stored, 1000 devices", Rounds.rate(few), "readings/s"),
                Figure.of("devices", "stored, " + many + " devices", Rounds.rate(most), "readings/s"),
                Figure.of("devices", "CPU of ingest and IoTDB, 1000", Rounds.cost(few), "us/reading"),
                Figure.of("devices", "CPU of ingest and IoTDB, " + many, Rounds.cost(most), "us/reading"),
                new Figure("devices", "times the cost", Rounds.cost(most) / Rounds.cost(few), "x", Goal.atMost(3)),
                Figure.of(
                        "devices",
                        "heap of IoTDB in use",
                        JavaHeap.usedMib(bench.stack().part(Bench.STORE).pid()),
                        "MiB"));
    }

    /** The first reading of a device makes its series, and is no part of the cost of the others. */
    private static void everyDeviceOnce(Bench bench, Loads loads, List<DeviceCredentials> all)
            throws IOException, InterruptedException {
        long left = all.size();
        LoadRun run = bench.start(
                loads.plan(loads.http(Loads.CONNECTIONS, 1), all, new Pace.Saturating(), Duration.ofMinutes(10)));
        while (run.acknowledgedSoFar() < left && !run.report().isDone()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        run.stop();
        bench.finish("first reading of every device", run);
    }

    /** Devices that change the type of a field. */
    static List<Figure> drift(Bench bench, Baselines baselines)
            throws IOException, InterruptedException, PlatformException {
        Loads loads = new Loads(bench);
        List<DeviceCredentials> devices = bench.devices(Loads.DEVICES);
        Transport.Http http = loads.http(Loads.CONNECTIONS, 1);
        bench.warmUp(() -> bench.measure("drift warm-up", drifting(bench, http, devices)));
        List<Measured> steady = new ArrayList<>();
        List<Measured> changing = new ArrayList<>();
        for (int round = 0; round < bench.setting().rounds(); round++) {
            steady.add(bench.measure("same types", loads.saturating(http, devices)));
            changing.add(bench.measure("changing types", drifting(bench, http, devices)));
        }
        double moved = (Rounds.rate(changing) / Rounds.rate(steady) - 1) * 100;
        long refused =
                changing.stream().mapToLong(run -> run.report().refusals()).sum();
        return List.of(
                Figure.of("drift", "stored, same types", Rounds.rate(steady), "readings/s"),
                Figure.of("drift", "stored, changing types", Rounds.rate(changing), "readings/s"),
                new Figure("drift", "throughput moves by", Math.abs(moved), "%", Goal.atMost(10)),
                new Figure("drift", "refused messages", refused, "", Goal.atMost(0)));
    }

    private static LoadPlan drifting(Bench bench, Transport transport, List<DeviceCredentials> devices) {
        return new LoadPlan(
                transport,
                devices,
                FiveFields.changingType(bench.setting().windows().next(), TYPE_CHANGES_AT, SEED),
                new Pace.Saturating(),
                bench.duration(),
                Journal.NONE);
    }
}
