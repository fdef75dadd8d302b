package io.iotflow.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotflow.ingest.refusal.Excerpt;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A body as it was sent, in which single readings are found again to show what was refused.
 *
 * @param lines whether it has one reading a line; otherwise it is JSON
 */
record SentReadings(byte[] body, boolean lines) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The beginning of the body. */
    String excerpt() {
        return Excerpt.of(body);
    }

    /** The beginnings of some of its readings, by their place; none for what can't be found. Reads the body once more. */
    Map<Integer, String> excerpts(Set<Integer> wanted) {
        return lines ? ofLines(wanted) : ofArray(wanted);
    }

    private Map<Integer, String> ofArray(Set<Integer> wanted) {
        Map<Integer, String> excerpts = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            for (int index = 0; excerpts.size() < wanted.size() && json.nextToken() != JsonToken.END_ARRAY; index++) {
                int start = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                json.finishToken();
                int end = (int) json.currentLocation().getByteOffset();
                if (wanted.contains(index)) {
                    excerpts.put(index, Excerpt.of(body, start, end));
                }
            }
        } catch (IOException _) {
            return excerpts;
        }
        return excerpts;
    }

    private Map<Integer, String> ofLines(Set<Integer> wanted) {
        Map<Integer, String> excerpts = new HashMap<>();
        int index = 0;
        int start = 0;
        for (int end = 0; end <= body.length && excerpts.size() < wanted.size(); end++) {
            if (end == body.length || body[end] == '\n') {
                if (!isBlank(start, end)) {
                    if (wanted.contains(index)) {
                        excerpts.put(index, Excerpt.of(body, start, end));
                    }
                    index++;
                }
                start = end + 1;
            }
        }
        return excerpts;
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
