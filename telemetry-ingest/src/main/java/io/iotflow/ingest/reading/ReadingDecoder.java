package io.iotflow.ingest.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.iotflow.domain.DeviceId;
import io.iotflow.ingest.reading.DecodedBody.Many;
import io.iotflow.ingest.reading.DecodedBody.One;
import io.iotflow.ingest.reading.DecodedBody.Unreadable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what devices send, over HTTP and MQTT alike: a reading, structured ({@code data}, {@code metadata},
 * {@code timestamp}) or flat, or an array of readings. Any thread.
 */
@Singleton
public final class ReadingDecoder {

    private static final String NOT_JSON = "the body is not JSON";

    /**
     * Long numbers and names spoil their own reading and not the body, so they are bounded where a field is read. Depth
     * is bounded here: every level takes memory.
     */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(1000)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();

    private final JsonFactory factory = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(CONSTRAINTS)
            .build();
    private final ReadingTime time;
    private final ReadingSettings settings;

    ReadingDecoder(ReadingTime time, ReadingSettings settings) {
        this.time = time;
        this.settings = settings;
    }

    /**
     * Decodes a body.
     *
     * @param body UTF-8
     */
    public DecodedBody decode(DeviceId device, byte[] body) {
        return Utf8.isWellFormed(body)
                ? decodeUtf8(device, Utf8.withoutMark(body))
                : new Unreadable("the body is not UTF-8");
    }

    private DecodedBody decodeUtf8(DeviceId device, byte[] body) {
        try (JsonParser json = factory.createParser(body)) {
            JsonToken first = json.nextToken();
            DecodedBody decoded = switch (first) {
                case START_OBJECT -> new One(readingAt(json, body, device));
                case START_ARRAY -> many(json, body, device);
                case null -> new Unreadable("the body is empty");
                default -> new Unreadable("the body is neither a JSON object nor an array");
            };
            boolean more = decoded instanceof Unreadable || json.nextToken() != null;
            return more && !(decoded instanceof Unreadable) ? new Unreadable(NOT_JSON) : decoded;
        } catch (JsonProcessingException malformed) {
            return new Unreadable(position(malformed));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory does not fail", impossible);
        }
    }

    /** Decodes a body in CBOR, with the same meaning as the same body in JSON. */
    public DecodedBody decodeCbor(DeviceId device, byte[] body) {
        try {
            return decode(device, CborBody.toJson(body));
        } catch (IOException malformed) {
            return new Unreadable("the body is not CBOR");
        }
    }

    /**
     * Decodes one reading a line (NDJSON). A line that can't be read is a rejected item; empty lines count for nothing.
     *
     * @param body UTF-8
     */
    public DecodedBody decodeLines(DeviceId device, byte[] body) {
        List<DecodedItem> items = new ArrayList<>();
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end == body.length || body[end] == '\n') {
                if (!isBlank(body, start, end)) {
                    items.add(line(device, Arrays.copyOfRange(body, start, end)));
                }
                start = end + 1;
            }
            if (items.size() > settings.mostReadings()) {
                return new Unreadable("a batch has at most " + settings.mostReadings() + " readings");
            }
        }
        return items.isEmpty() ? new Unreadable("the body is empty") : new Many(items);
    }

    private DecodedItem line(DeviceId device, byte[] line) {
        return switch (decode(device, line)) {
            case One(DecodedItem item) -> item;
            case Many _ -> new DecodedItem.Rejected("not_a_reading", "", "a line is one reading, a JSON object");
            case Unreadable(String reason) -> new DecodedItem.Rejected("malformed_json", "", reason);
        };
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\r' && body[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private DecodedBody many(JsonParser json, byte[] body, DeviceId device) throws IOException {
        List<DecodedItem> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == settings.mostReadings()) {
                return new Unreadable("an array has at most " + settings.mostReadings() + " readings");
            }
            if (json.currentToken() == JsonToken.START_OBJECT) {
                items.add(readingAt(json, body, device));
            } else {
                json.skipChildren();
                items.add(new DecodedItem.Rejected("not_a_reading", "", "a reading is a JSON object"));
            }
        }
        return items.isEmpty() ? new Unreadable("the array is empty") : new Many(items);
    }

    private DecodedItem readingAt(JsonParser json, byte[] body, DeviceId device) throws IOException {
        OneReading reading = new OneReading(json, new FieldReader(json, body, settings.largestText()), time);
        return reading.read(device);
    }

    private static String position(JsonProcessingException malformed) {
        JsonLocation location = malformed.getLocation();
        // Only what goes over a bound has no place.
        return location == null
                ? "the body is nested too deep"
                : NOT_JSON + ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
