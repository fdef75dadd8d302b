package io.iotflow.ingest.http;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller says beside the readings: their encoding, and the promise it asks for. */
public class TelemetryRequest {

    /** What an answer promises. */
    enum Promise {
        /** The store has it. */
        STORED,
        /** It is held in memory, and stored soon. */
        ACCEPTED
    }

    static final String RESPOND_ASYNC = "respond-async";

    @HeaderParam("Content-Encoding")
    @Nullable
    String encoding;

    @QueryParam("ack")
    @Nullable
    String ack;

    @HeaderParam("Prefer")
    @Nullable
    List<String> prefer;

    /** How the body is packed; empty for not at all. */
    String encoding() {
        return encoding == null ? "" : encoding;
    }

    /** By {@code ?ack}, or by {@code Prefer: respond-async} (RFC 7240). Fails with the problem that names the values there are. */
    Promise promise() {
        return switch (ack) {
            case null -> isPreferred() ? Promise.ACCEPTED : Promise.STORED;
            case "stored" -> Promise.STORED;
            case "accepted" -> Promise.ACCEPTED;
            default -> throw ProblemException.invalid(Violation.inQuery("ack", "must be stored or accepted"));
        };
    }

    /** The preference that an accepting answer follows. */
    Optional<String> applied() {
        return isPreferred() ? Optional.of(RESPOND_ASYNC) : Optional.empty();
    }

    private boolean isPreferred() {
        return prefer != null
                && prefer.stream()
                        .flatMap(header -> Arrays.stream(header.split(",")))
                        .map(preference -> preference.split(";", 2)[0].strip())
                        .anyMatch(RESPOND_ASYNC::equalsIgnoreCase);
    }
}
