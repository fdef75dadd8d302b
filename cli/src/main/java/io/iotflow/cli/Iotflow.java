package io.iotflow.cli;

import io.iotflow.cli.backup.BackupCommand;
import io.iotflow.cli.backup.RestoreCommand;
import io.iotflow.cli.bench.BenchCommand;
import io.iotflow.cli.chaos.ChaosCommand;
import io.iotflow.cli.control.CommandCommand;
import io.iotflow.cli.device.DeviceCommand;
import io.iotflow.cli.group.GroupCommand;
import io.iotflow.cli.installation.RefusedException;
import io.iotflow.cli.shell.DoctorCommand;
import io.iotflow.cli.shell.HealthCommand;
import io.iotflow.cli.shell.RestartCommand;
import io.iotflow.cli.shell.Shells;
import io.iotflow.cli.telemetry.MqttCommand;
import io.iotflow.cli.telemetry.TelemetryCommand;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.stack.StackState;
import io.iotflow.simulator.command.SimulateCommand;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code iotflow} command. */
@Command(
        name = "iotflow",
        mixinStandardHelpOptions = true,
        description = "IoTFlow on this machine. 'iotflow test' runs all tests.")
final class Iotflow {

    private static final Logger CLIENTS = Logger.getLogger("io.netty");

    private Iotflow() {}

    /** The main of the command line. */
    public static void main(String[] arguments) throws IOException {
        CLIENTS.setLevel(Level.WARNING);
        LocalHome local = LocalHome.find();
        describeStack(local);
        CommandLine command = new CommandLine(new Iotflow())
                .addSubcommand(new UpCommand(local))
                .addSubcommand(new DownCommand(local))
                .addSubcommand(new StatusCommand(local))
                .addSubcommand(new LogsCommand(local))
                .addSubcommand(new ResetCommand(local))
                .addSubcommand(new ExportCommand(local))
                .addSubcommand(new ImportCommand(local))
                .addSubcommand(new SimulateCommand(Clock.systemUTC()))
                .addSubcommand(BenchCommand.of(local.home(), local.root(), Clock.systemUTC()))
                .addSubcommand(new ChaosCommand(local.root(), Clock.systemUTC()));
        addOperation(command, local);
        command.setExecutionExceptionHandler((failure, line, _) -> {
            line.getErr().println("iotflow: " + failure.getMessage());
            return failure instanceof RefusedException refused ? refused.exitCode() : RefusedException.FAILED;
        });
        System.exit(arguments.length == 0 ? usage(command) : command.execute(arguments));
    }

    /** What an operator does, here and elsewhere. */
    private static void addOperation(CommandLine command, LocalHome local) throws IOException {
        command.addSubcommand(new DemoCommand(local, Clock.systemUTC()))
                .addSubcommand(new RestartCommand(local.home()))
                .addSubcommand(new HealthCommand())
                .addSubcommand(new DeviceCommand())
                .addSubcommand(new GroupCommand())
                .addSubcommand(new TelemetryCommand())
                .addSubcommand(new CommandCommand())
                .addSubcommand(new MqttCommand())
                .addSubcommand(new DoctorCommand(local.home(), local.ports(List.of()), Clock.systemUTC()))
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new BackupCommand(local.home()))
                .addSubcommand(new RestoreCommand(local.home()));
        for (Shells.Kind kind : Shells.Kind.values()) {
            CommandLine shell = new CommandLine(new Shells(local.home(), kind));
            shell.getCommandSpec().usageMessage().description("Opens the shell of this part of the local stack.");
            command.addSubcommand(kind.label(), shell);
        }
    }

    /** Defaults of other commands follow the ports of the stack that runs here. */
    static void describeStack(LocalHome local) throws IOException {
        Ports configured = local.ports(List.of());
        Optional<StackState> running = StackState.read(local.home()).filter(StackState::isLive);
        for (PortName name : new PortName[] {PortName.GATEWAY, PortName.MQTT}) {
            int port = running.map(state -> state.ports().getOrDefault(name.label(), name.standard()))
                    .orElse(configured.of(name));
            System.setProperty("iotflow.port." + name.label(), Integer.toString(port));
        }
        System.setProperty(
                "iotflow.admin-token-file",
                local.home().folder().resolve(Secrets.ADMIN_TOKEN_FILE).toString());
    }

    private static int usage(CommandLine command) {
        command.usage(command.getOut());
        return 2;
    }
}
