package io.iotflow.cli.telemetry;

import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.Installation;
import io.iotflow.cli.installation.Names;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iotflow mqtt watch}. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what a device sends, by topic.",
            "In endpoint mode there is no broker to subscribe to, so this reads the live stream: it shows readings"
                    + " once they are stored, those over HTTP too, and nothing that was refused."
        })
final class MqttWatchCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Option(
            names = {"-d", "--device"},
            required = true,
            description = "Its name or id.")
    private String device = "";

    @Option(names = "--count", defaultValue = "0", description = "Ends after so many readings; else Ctrl-C ends it.")
    private int count;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Api api = installation.api();
        long id = Names.device(api, device);
        AtomicInteger shown = new AtomicInteger();
        new LiveReadings(api, id).watch(reading -> {
            installation.line(
                    installation.isJson()
                            ? reading.toString()
                            : "iotflow/devices/" + id + "/telemetry  " + reading.path("data"));
            return shown.incrementAndGet() != count;
        });
        return 0;
    }
}
