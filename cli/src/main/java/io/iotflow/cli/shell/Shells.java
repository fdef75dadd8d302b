package io.iotflow.cli.shell;

import io.iotflow.local.home.PortName;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.stack.StackFacts;
import io.iotflow.local.stack.StackState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iotflow psql}, {@code redis} and {@code iotdb}: the shells of the local stack's parts. */
@Command(mixinStandardHelpOptions = true)
public final class Shells implements Callable<Integer> {

    private static final String HOST = "127.0.0.1";

    private final StackHome home;
    private final Kind kind;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "ARGUMENT",
            description = "Handed on to the shell; after -- what begins with a dash.")
    private List<String> arguments = new ArrayList<>();

    /** Which part; each has its own program. */
    public enum Kind {
        PSQL("psql", "postgresql-client"),
        REDIS("redis-cli", "redis-tools"),
        /** IoTDB's own shell comes with the stack. */
        IOTDB("java", "the JDK");

        private final String program;
        private final String debianPackage;

        Kind(String program, String debianPackage) {
            this.program = program;
            this.debianPackage = debianPackage;
        }

        /** The command's name. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Invocation(List<String> command, Map<String, String> environment) {}

    public Shells(StackHome home, Kind kind) {
        this.home = home;
        this.kind = kind;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (StackState.read(home).filter(StackState::isLive).isEmpty()) {
            spec.commandLine().getErr().println("IoTFlow is not running. Start it with 'iotflow up' first.");
            return 3;
        }
        ProjectRoot root = ProjectRoot.find();
        Optional<String> program = kind == Kind.IOTDB ? Optional.of(root.java()) : find(kind.program);
        if (program.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(kind.program + " is not installed here. On Debian it is in the package "
                            + kind.debianPackage + ".");
            return 1;
        }
        Invocation invocation = invocation(program.get(), root, StackFacts.read(home));
        List<String> command = new ArrayList<>(invocation.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(invocation.environment());
        return builder.start().waitFor();
    }

    /** Passwords go by the environment where the program takes them there, so that no list of processes shows them. */
    private Invocation invocation(String program, ProjectRoot root, StackFacts facts) throws IOException {
        return switch (kind) {
            case PSQL ->
                new Invocation(
                        List.of(program, "-U", facts.postgresUser(), "-d", facts.postgresUri(facts.postgresUser())),
                        Map.of("PGPASSWORD", facts.postgresPassword()));
            case REDIS ->
                new Invocation(
                        List.of(program, "-h", HOST, "-p", port(facts, PortName.REDIS)),
                        Map.of("REDISCLI_AUTH", facts.redisPassword()));
            case IOTDB ->
                new Invocation(
                        List.of(
                                program,
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                root.iotdbClassPath(),
                                "org.apache.iotdb.cli.Cli",
                                "-h",
                                HOST,
                                "-p",
                                port(facts, PortName.IOTDB),
                                "-u",
                                facts.iotdbUser(),
                                "-pw",
                                facts.iotdbPassword()),
                        Map.of());
        };
    }

    private static String port(StackFacts facts, PortName name) {
        return Integer.toString(facts.port(name));
    }

    private static Optional<String> find(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = Path.of(folder).resolve(program);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }
}
