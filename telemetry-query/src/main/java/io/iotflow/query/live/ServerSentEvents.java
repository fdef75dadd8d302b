package io.iotflow.query.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.query.live.StreamEvent.Ended;
import io.iotflow.query.live.StreamEvent.Heartbeat;
import io.iotflow.query.live.StreamEvent.Lost;
import io.iotflow.query.live.StreamEvent.Taken;
import io.iotflow.query.reading.ReadingJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Events as the HTML standard's {@code text/event-stream} has them; the id of a reading is its time in milliseconds. */
@Singleton
class ServerSentEvents {

    private final ObjectMapper json;

    ServerSentEvents(ObjectMapper json) {
        this.json = json;
    }

    byte[] of(StreamEvent event) {
        String text = switch (event) {
            case Taken taken ->
                "id: " + taken.reading().timestamp().toEpochMilli() + "\nevent: reading\ndata: "
                        + write(new ReadingJson(taken.reading())) + "\n\n";
            case Lost(long readings) -> "event: lost\ndata: " + write(Map.of("readings", readings)) + "\n\n";
            case Heartbeat _ -> ": heartbeat\n\n";
            case Ended(String reason) -> "event: end\ndata: " + write(Map.of("reason", reason)) + "\n\n";
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event is JSON", impossible);
        }
    }
}
