package io.iotflow.query.reading;

import io.iotflow.query.reading.ReadHistory.History;
import java.util.List;

/** Writes a page of readings as JSON. */
final class HistoryBytes {

    private static final int ROOM_OF_A_READING = 256;
    private static final int ROOM_OF_THE_REST = 1024;

    private HistoryBytes() {}

    static byte[] of(History page) {
        JsonBytes json = new JsonBytes(ROOM_OF_THE_REST + page.count() * ROOM_OF_A_READING);
        json.append("{\"device_id\":").append(page.deviceId());
        json.append(",\"device_name\":").append(JsonBytes.quoted(page.deviceName()));
        json.append(",\"device_type\":").append(JsonBytes.quoted(page.deviceType()));
        json.append(",\"start_time\":").append(JsonBytes.quoted(page.startTime()));
        json.append(",\"end_time\":").append(JsonBytes.quoted(page.endTime()));
        json.append(",\"data\":[");
        readings(page.data(), json);
        json.append("],\"count\":").append(page.count());
        json.append(",\"has_more\":").append(String.valueOf(page.hasMore()));
        json.append(",\"next_cursor\":");
        String cursor = page.nextCursor();
        if (cursor == null) {
            json.append("null");
        } else {
            json.append(JsonBytes.quoted(cursor));
        }
        return json.append('}').toByteArray();
    }

    private static void readings(List<ReadingJson> readings, JsonBytes json) {
        ReadingBytes bytes = new ReadingBytes(json);
        int start = json.size();
        for (ReadingJson reading : readings) {
            if (json.size() > start) {
                json.append(',');
            }
            bytes.append(reading.reading());
        }
    }
}
