package io.iotflow.cli.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.cli.installation.Api;
import io.iotflow.cli.installation.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The live readings of one device; goes on where it was when the connection breaks. */
final class LiveReadings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 1000;
    private static final int MOST_TRIES = 60;

    private final Api api;
    private final String path;
    private Optional<String> last = Optional.empty();
    private int failures;

    LiveReadings(Api api, long device) {
        this.api = api;
        this.path = "/api/v1/telemetry/" + device + "/stream";
    }

    /** Hands over readings until {@code goOn} says no. */
    void watch(Predicate<JsonNode> goOn) throws IOException, InterruptedException {
        boolean more = true;
        while (more) {
            try (Stream<String> lines = api.events(path, last)) {
                more = read(lines.iterator(), goOn);
            } catch (UncheckedIOException | RefusedException failure) {
                giveUpOn(failure);
            }
            if (more) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private boolean read(Iterator<String> lines, Predicate<JsonNode> goOn) throws IOException {
        String event = "";
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("id:")) {
                last = Optional.of(line.substring(3).strip());
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:") && event.equals("reading")) {
                failures = 0;
                if (!goOn.test(JSON.readTree(line.substring(5)))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void giveUpOn(Exception failure) throws RefusedException {
        failures++;
        if (failure instanceof RefusedException refused
                && (failures > MOST_TRIES || refused.exitCode() == RefusedException.NOT_FOUND)) {
            throw refused;
        }
        if (failures > MOST_TRIES) {
            throw new RefusedException(RefusedException.NOT_REACHED, "The stream broke off.");
        }
    }
}
