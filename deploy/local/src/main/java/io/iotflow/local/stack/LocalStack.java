package io.iotflow.local.stack;

import io.iotflow.local.gateway.Gateway;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.infrastructure.HivemqServer;
import io.iotflow.local.infrastructure.IotdbCluster;
import io.iotflow.local.infrastructure.PostgresServer;
import io.iotflow.local.infrastructure.RedisServer;
import io.iotflow.local.process.Component;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The launcher: a process that runs a whole stack and ends with it. */
public final class LocalStack {

    /** The client warns of every probe before IoTDB is up. */
    private static final Logger QUIET = Logger.getLogger("org.apache.iotdb");

    private LocalStack() {}

    /** The launcher's main; see {@link LauncherOptions}. */
    public static void main(String[] arguments) throws IOException {
        QUIET.setLevel(Level.OFF);
        LauncherOptions options = LauncherOptions.parse(arguments);
        StackHome home = StackHome.at(options.home());
        StackRunner runner = new StackRunner(home, options.ports(), Clock.systemUTC());
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(runner, done), "shutdown"));
        options.untilExitOf()
                .ifPresent(pid -> ProcessHandle.of(pid)
                        .ifPresentOrElse(owner -> owner.onExit().thenRun(runner::askToStop), runner::askToStop));
        boolean wellDone = run(options, home, runner);
        runner.stop();
        done.countDown();
        System.exit(wellDone ? 0 : 1);
    }

    private static boolean run(LauncherOptions options, StackHome home, StackRunner runner) {
        try {
            Sweep.endLeftovers(home);
            Secrets secrets = Secrets.of(home);
            StackFacts facts = StackFacts.of(options.ports(), secrets);
            ProjectRoot root = ProjectRoot.find();
            startStores(home, secrets, options.ports(), root, runner);
            if (!options.infrastructureOnly()) {
                Optional<Component> broker = options.broker()
                        ? Optional.of(HivemqServer.in(home, secrets, options.ports(), root))
                        : Optional.empty();
                Services services = new Services(home, root, facts, options.ports(), options.broker());
                startServices(services, broker, options.ports(), runner);
            }
            facts.write(home);
            runner.watch();
            return true;
        } catch (InterruptedException _) {
            return true;
        } catch (IOException | RuntimeException failure) {
            runner.failed(failure);
            return false;
        }
    }

    private static void startStores(StackHome home, Secrets secrets, Ports ports, ProjectRoot root, StackRunner runner)
            throws IOException, InterruptedException {
        IotdbCluster store = IotdbCluster.ofEnvironment();
        runner.startStage(List.of(
                new PostgresServer(home, secrets, ports, root),
                RedisServer.in(home, secrets, ports),
                store.first(home, secrets, ports, root)));
        if (store.isReplicated()) {
            runner.startStage(store.others(home, secrets, ports, root));
        }
    }

    private static void startServices(Services services, Optional<Component> broker, Ports ports, StackRunner runner)
            throws IOException, InterruptedException {
        Map<String, Integer> addresses = new HashMap<>();
        for (String name : Services.NAMES) {
            addresses.put(name, ports.of(Services.portName(name)));
        }
        // The first one brings the schema that the others read.
        runner.startStage(List.of(services.service(Services.NAMES.getFirst())));
        if (broker.isPresent()) {
            runner.startStage(List.of(broker.get()));
        }
        List<Component> others = new ArrayList<>();
        for (String name : Services.NAMES.subList(1, Services.NAMES.size())) {
            others.add(services.service(name));
        }
        others.add(new Gateway(ports.of(PortName.GATEWAY), addresses));
        runner.startStage(others);
    }

    /** On SIGTERM or Ctrl-C: the main thread ends the parts, and the JVM waits here until it has. */
    private static void finish(StackRunner runner, CountDownLatch done) {
        runner.askToStop();
        try {
            done.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
