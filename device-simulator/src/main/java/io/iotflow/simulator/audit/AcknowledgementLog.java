package io.iotflow.simulator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a device sent, and what of it was acknowledged, in a file that is written before anything counts. One line a
 * fact: {@code S <ms> <values as JSON>} or {@code A <ms>}. One thread.
 */
public final class AcknowledgementLog implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SENT = "S ";
    private static final String ACKNOWLEDGED = "A ";

    /** What a log says of one reading. */
    public record Entry(JsonNode values, boolean acknowledged) {}

    private final BufferedWriter writer;

    private AcknowledgementLog(BufferedWriter writer) {
        this.writer = writer;
    }

    /** Begins a new log. */
    public static AcknowledgementLog create(Path file) throws IOException {
        return new AcknowledgementLog(Files.newBufferedWriter(file));
    }

    /** A reading is about to be sent. */
    public void sent(Instant time, JsonNode values) throws IOException {
        write(SENT + time.toEpochMilli() + " " + values);
    }

    /** A reading was acknowledged. */
    public void acknowledged(Instant time) throws IOException {
        write(ACKNOWLEDGED + time.toEpochMilli());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void write(String line) throws IOException {
        writer.write(line);
        writer.newLine();
        writer.flush();
    }

    /** What a log says, by the time of the reading. */
    public static Map<Instant, Entry> read(Path file) throws IOException {
        Map<Instant, Entry> entries = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (String line : lines) {
            if (line.startsWith(SENT)) {
                int space = line.indexOf(' ', SENT.length());
                entries.put(
                        time(line.substring(SENT.length(), space)),
                        new Entry(JSON.readTree(line.substring(space + 1)), false));
            } else if (line.startsWith(ACKNOWLEDGED)) {
                entries.computeIfPresent(
                        time(line.substring(ACKNOWLEDGED.length())), (_, entry) -> new Entry(entry.values(), true));
            }
        }
        return entries;
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
