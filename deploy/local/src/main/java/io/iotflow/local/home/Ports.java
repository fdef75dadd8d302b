package io.iotflow.local.home;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Which port each part listens on.
 *
 * @param numbers complete
 */
public record Ports(Map<PortName, Integer> numbers) {

    private static final int LARGEST = 65_535;

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    public int of(PortName name) {
        return numbers.getOrDefault(name, name.standard());
    }

    /**
     * The standard ports, overridden by {@code ports.properties}, by the environment, and by settings such as
     * {@code mqtt=2883}, the later ones stronger.
     *
     * @throws IllegalArgumentException with a sentence for the user when a name or number is wrong
     */
    public static Ports resolve(Path propertiesFile, Map<String, String> environment, List<String> settings)
            throws IOException {
        Map<PortName, Integer> numbers = new EnumMap<>(PortName.class);
        for (PortName name : PortName.values()) {
            numbers.put(name, name.standard());
        }
        Properties properties = new Properties();
        if (Files.exists(propertiesFile)) {
            try (Reader reader = Files.newBufferedReader(propertiesFile)) {
                properties.load(reader);
            }
        }
        properties.forEach((label, number) -> put(numbers, label + "=" + number));
        for (PortName name : PortName.values()) {
            String number = environment.get(name.variable());
            if (number != null) {
                put(numbers, name.label() + "=" + number);
            }
        }
        settings.forEach(setting -> put(numbers, setting));
        return new Ports(numbers);
    }

    /** Keeps the numbers for the next start, in the form that {@link #resolve} reads. */
    public void write(Path propertiesFile) throws IOException {
        Properties properties = new Properties();
        numbers.forEach((name, number) -> properties.setProperty(name.label(), Integer.toString(number)));
        try (Writer writer = Files.newBufferedWriter(propertiesFile)) {
            properties.store(writer, "The ports of this local stack");
        }
    }

    /** Ports that are free now, chosen by the machine. */
    public static Ports free() throws IOException {
        Map<PortName, Integer> numbers = new EnumMap<>(PortName.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (PortName name : PortName.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                numbers.put(name, socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return new Ports(numbers);
    }

    /** The same but for some. */
    public Ports with(Map<PortName, Integer> others) {
        Map<PortName, Integer> changed = new EnumMap<>(numbers);
        changed.putAll(others);
        return new Ports(changed);
    }

    /** The names of those among the given ports on which something listens already. */
    public List<PortName> taken(List<PortName> names) {
        return names.stream().filter(name -> !isFree(of(name))).toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void put(Map<PortName, Integer> numbers, String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("A port is set as NAME=NUMBER, not as '" + setting + "'.");
        }
        String label = setting.substring(0, equals).strip();
        PortName name = PortName.parse(label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no port called '" + label + "'. There are: " + PortName.labels() + "."));
        numbers.put(name, number(label, setting.substring(equals + 1).strip()));
    }

    private static int number(String label, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= LARGEST) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "The port of " + label + " is a number from 1 to 65535, not '" + text + "'.");
    }
}
