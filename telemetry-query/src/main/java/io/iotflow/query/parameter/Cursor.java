package io.iotflow.query.parameter;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Where the next page goes on. A device has one reading at a time, so the time of the last one says it all.
 *
 * @param last the time of the last reading of the page before
 */
public record Cursor(Instant last) {

    private static final String VERSION = "1:";

    /** What the caller is given; opaque to it. */
    public String text() {
        byte[] plain = (VERSION + last.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /** Reads what the caller gives back, or fails with the problem that it is none of ours. */
    public static Cursor read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            if (plain.startsWith(VERSION)) {
                return new Cursor(Instant.ofEpochMilli(Long.parseLong(plain.substring(VERSION.length()))));
            }
        } catch (IllegalArgumentException _) {
            // Answered below.
        }
        throw ProblemException.invalid(Violation.inQuery("cursor", "must be the next_cursor of an earlier answer"));
    }
}
