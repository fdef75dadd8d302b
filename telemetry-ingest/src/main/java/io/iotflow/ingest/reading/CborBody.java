package io.iotflow.ingest.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A body in CBOR (RFC 8949), as the same body in JSON. Numbers keep their value: a float of 32 bits becomes the double
 * with that value, not the shortest text for it. Byte strings become base64 (RFC 8949, 6.1).
 */
final class CborBody {

    private static final CBORFactory CBOR = new CBORFactory();

    /** NaN and infinities are written as they are, so that they are refused as in JSON. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    private CborBody() {}

    /** Fails if it is not CBOR. */
    static byte[] toJson(byte[] body) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream(body.length * 2);
        try (JsonParser cbor = CBOR.createParser(body);
                JsonGenerator json = JSON.createGenerator(written)) {
            for (JsonToken token = cbor.nextToken(); token != null; token = cbor.nextToken()) {
                copy(token, cbor, json);
            }
        }
        return written.toByteArray();
    }

    private static void copy(JsonToken token, JsonParser cbor, JsonGenerator json) throws IOException {
        boolean small =
                token == JsonToken.VALUE_NUMBER_FLOAT && cbor.getNumberType() != JsonParser.NumberType.BIG_DECIMAL;
        if (small) {
            json.writeNumber(cbor.getDoubleValue());
        } else {
            json.copyCurrentEvent(cbor);
        }
    }
}
