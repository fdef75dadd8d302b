package io.iotflow.ingest.mqtt.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The {@code api_key} members that old devices put into their readings. Costs a search for the name where there is none. */
public final class PayloadKeys {

    private static final String MEMBER = "api_key";
    private static final byte[] NAME = MEMBER.getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory CBOR = new CBORFactory();

    private PayloadKeys() {}

    /**
     * The keys of a reading or of an array of readings.
     *
     * @return as far as the payload can be read; something that is not a text counts as an empty one
     */
    public static Set<String> of(byte[] payload, String contentType) {
        if (!mentions(payload)) {
            return Set.of();
        }
        JsonFactory factory = contentType.equals(Intake.CBOR) ? CBOR : JSON;
        Set<String> keys = new HashSet<>();
        try (JsonParser parser = factory.createParser(payload)) {
            read(parser, keys);
        } catch (IOException _) {
            return keys;
        }
        return keys;
    }

    private static void read(JsonParser parser, Set<String> keys) throws IOException {
        int depth = 0;
        int readings = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_ARRAY -> readings = depth++ == 0 ? 1 : readings;
                case START_OBJECT -> depth++;
                case END_ARRAY, END_OBJECT -> depth--;
                case FIELD_NAME -> {
                    if (depth == readings + 1 && MEMBER.equals(parser.currentName())) {
                        keys.add(parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : "");
                        parser.skipChildren();
                    }
                }
                default -> {}
            }
        }
    }

    private static boolean mentions(byte[] payload) {
        for (int i = 0; i <= payload.length - NAME.length; i++) {
            int matched = 0;
            while (matched < NAME.length && payload[i + matched] == NAME[matched]) {
                matched++;
            }
            if (matched == NAME.length) {
                return true;
            }
        }
        return false;
    }
}
