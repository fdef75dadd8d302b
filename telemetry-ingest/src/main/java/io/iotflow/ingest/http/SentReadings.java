package io.iotflow.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.iotflow.ingest.refusal.Excerpt;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds single readings in a body again, to show what was refused. Costs another reading of the body. */
final class SentReadings {

    private static final JsonFactory JSON = new JsonFactory();

    private SentReadings() {}

    /** The beginnings of those elements of an array; none for what can't be found. */
    static Map<Integer, String> ofArray(byte[] body, Set<Integer> wanted) {
        Map<Integer, String> excerpts = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            for (int index = 0; excerpts.size() < wanted.size() && json.nextToken() != JsonToken.END_ARRAY; index++) {
                int start = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                // Text is read lazily, and only then the parser stands behind it.
                json.finishToken();
                if (wanted.contains(index)) {
                    excerpts.put(index, Excerpt.of(body, start, (int)
                            json.currentLocation().getByteOffset()));
                }
            }
        } catch (IOException _) {
            return excerpts;
        }
        return excerpts;
    }

    /** The beginnings of those lines that are not blank. */
    static Map<Integer, String> ofLines(byte[] body, Set<Integer> wanted) {
        Map<Integer, String> excerpts = new HashMap<>();
        int index = 0;
        int start = 0;
        for (int end = 0; end <= body.length && excerpts.size() < wanted.size(); end++) {
            if (end == body.length || body[end] == '\n') {
                if (!isBlank(body, start, end)) {
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

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
