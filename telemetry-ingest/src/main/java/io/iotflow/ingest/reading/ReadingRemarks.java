package io.iotflow.ingest.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at a body that was decoded already, and says of each reading what its sender may not expect. */
public final class ReadingRemarks {

    private static final JsonFactory JSON = new JsonFactory();

    private ReadingRemarks() {}

    /**
     * The remarks of a reading, or of each element of an array.
     *
     * @return as far as the body can be read; one for each reading
     */
    public static List<Remarks> of(byte[] body) {
        List<Remarks> remarks = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            boolean array = json.nextToken() == JsonToken.START_ARRAY;
            JsonToken element = array ? json.nextToken() : json.currentToken();
            while (element != null && element != JsonToken.END_ARRAY) {
                remarks.add(ofElement(json, element));
                element = json.nextToken();
            }
        } catch (IOException _) {
            return remarks;
        }
        return remarks;
    }

    private static Remarks ofElement(JsonParser json, JsonToken element) throws IOException {
        if (element == JsonToken.START_OBJECT) {
            return new RemarksOfOne(json).read();
        }
        json.skipChildren();
        return Remarks.NONE;
    }
}
