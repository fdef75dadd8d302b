package io.iotflow.simulator.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code iotflow simulate} for fleets and for what is on the wire. */
final class FleetOptions {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "A YAML file that says what the run is to be; flags that are given besides win.")
    @Nullable
    Path scenario;

    @Option(names = "--count", description = "How many devices (1): NAME-1, NAME-2, … when more than one.")
    @Nullable
    Integer count;

    @Option(names = "--fleet", description = "home (9 devices), office (16) or factory (30).")
    @Nullable
    String preset;

    @Option(names = "--ramp", description = "Seconds in which the devices start (0).")
    @Nullable
    Double ramp;

    @Option(names = "--stagger", description = "Seconds from one device's start to the next one's (0).")
    @Nullable
    Double stagger;

    @Option(names = "--rate", description = "Messages a second of the whole fleet, instead of the profile's.")
    @Nullable
    Double rate;

    @Option(names = "--batch", description = "Readings in a message (1).")
    @Nullable
    Integer batch;

    @Option(names = "--payload-bytes", description = "The least length of a message.")
    @Nullable
    Integer payloadBytes;

    @Option(names = "--timestamp-format", description = "random, iso, epoch, epoch_ms, readable, compact or us (iso).")
    @Nullable
    String timestampFormat;

    @Option(names = "--failure-rate", description = "The share of readings that fail, instead of the profile's.")
    @Nullable
    Double failureRate;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Writes the report: .json, .html, .prom (Prometheus), or text.")
    @Nullable
    Path report;

    /** Puts what was said on the command line into a scenario. */
    void overlay(ObjectNode document) {
        put(document, "count", count);
        put(document, "fleet", preset);
        put(document, "ramp", ramp);
        put(document, "stagger", stagger);
        put(document, "rate", rate);
        put(document, "batch", batch);
        put(document, "payload_bytes", payloadBytes);
        put(document, "timestamp_format", timestampFormat);
        put(document, "failure_rate", failureRate);
    }

    static void put(ObjectNode document, String key, @Nullable Object value) {
        if (value != null) {
            document.set(key, JSON.valueToTree(value));
        }
    }
}
