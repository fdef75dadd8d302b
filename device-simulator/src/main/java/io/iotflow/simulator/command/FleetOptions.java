package io.iotflow.simulator.command;

import io.iotflow.simulator.device.TimestampFormat;
import io.iotflow.simulator.device.WireForm;
import io.iotflow.simulator.platform.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code iotflow simulate} for fleets and for what is on the wire. */
final class FleetOptions {

    @Option(
            names = "--count",
            defaultValue = "1",
            description = "How many devices: NAME-1, NAME-2, … when more than one.")
    int count = 1;

    @Option(names = "--fleet", defaultValue = "", description = "home (9 devices), office (16) or factory (30).")
    String preset = "";

    @Option(names = "--ramp", defaultValue = "0", description = "Seconds in which the devices start.")
    double ramp;

    @Option(names = "--stagger", defaultValue = "0", description = "Seconds from one device's start to the next one's.")
    double stagger;

    @Option(names = "--rate", defaultValue = "0", description = "Messages a second of the whole fleet.")
    double rate;

    @Option(names = "--batch", defaultValue = "1", description = "Readings in a message (${DEFAULT-VALUE}).")
    int batch = 1;

    @Option(names = "--payload-bytes", defaultValue = "0", description = "The least length of a message.")
    int payloadBytes;

    @Option(
            names = "--timestamp-format",
            defaultValue = "iso",
            description = "random, iso, epoch, epoch_ms, readable, compact or us (${DEFAULT-VALUE}).")
    String timestampFormat = "iso";

    @Option(names = "--failure-rate", description = "The share of readings that fail, instead of the profile's.")
    @Nullable
    Double failureRate;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the report: .json, .html, or text.")
    @Nullable
    Path report;

    Duration rampTime() {
        return Duration.ofMillis(Math.round(ramp * 1000));
    }

    Duration staggerTime() {
        return Duration.ofMillis(Math.round(stagger * 1000));
    }

    WireForm form(String run) throws PlatformException {
        TimestampFormat format = TimestampFormat.named(timestampFormat)
                .orElseThrow(() -> new PlatformException("There is no timestamp format '" + timestampFormat
                        + "'. There are: " + String.join(", ", TimestampFormat.names()) + "."));
        try {
            return new WireForm(run, batch, payloadBytes, format);
        } catch (IllegalArgumentException wrong) {
            throw new PlatformException(String.valueOf(wrong.getMessage()));
        }
    }
}
