package io.iotflow.local.stack;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a launcher is told to do.
 *
 * @param infrastructureOnly PostgreSQL, Redis and IoTDB, without services and gateway
 * @param broker with HiveMQ on the MQTT port, from which ingest consumes
 * @param untilExitOf the launcher stops by itself when that process ends
 */
public record LauncherOptions(
        Path home, Ports ports, boolean infrastructureOnly, boolean broker, OptionalLong untilExitOf) {

    /** The command that runs a launcher with these options in a process of its own. */
    public List<String> command(ProjectRoot root) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                root.java(),
                // Unpacking PostgreSQL takes this much once; the rest of the time it is given back.
                "-Xmx192m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=25",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Diotflow.root=" + root.folder(),
                "-cp",
                root.launcherClassPath(),
                LocalStack.class.getName(),
                "--home=" + home));
        for (PortName name : PortName.values()) {
            command.add("--port=" + name.label() + "=" + ports.of(name));
        }
        if (infrastructureOnly) {
            command.add("--infrastructure-only");
        }
        if (broker) {
            command.add("--broker");
        }
        untilExitOf.ifPresent(pid -> command.add("--until-exit-of=" + pid));
        return command;
    }

    static LauncherOptions parse(String[] arguments) throws IOException {
        Path home = Path.of(".iotflow");
        List<String> ports = new ArrayList<>();
        boolean infrastructureOnly = false;
        boolean broker = false;
        OptionalLong untilExitOf = OptionalLong.empty();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.startsWith("--home=")) {
                home = Path.of(value);
            } else if (argument.startsWith("--port=")) {
                ports.add(value);
            } else if (argument.startsWith("--until-exit-of=")) {
                untilExitOf = OptionalLong.of(Long.parseLong(value));
            } else if (argument.equals("--infrastructure-only")) {
                infrastructureOnly = true;
            } else if (argument.equals("--broker")) {
                broker = true;
            } else {
                throw new IllegalArgumentException("unknown argument: " + argument);
            }
        }
        Ports resolved = Ports.resolve(StackHome.at(home).portsFile(), Map.of(), ports);
        return new LauncherOptions(home, resolved, infrastructureOnly, broker, untilExitOf);
    }
}
