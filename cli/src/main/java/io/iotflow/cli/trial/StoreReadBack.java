package io.iotflow.cli.trial;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.TimeRange;
import io.iotflow.simulator.audit.ValuesHash;
import io.iotflow.simulator.audit.fleet.LoggedReadings.Span;
import io.iotflow.simulator.audit.fleet.ReadBack;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.store.TelemetryReader;
import io.iotflow.store.TelemetryReader.Order;
import io.iotflow.store.TelemetryReader.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is stored, straight from the store. Blocks. */
public final class StoreReadBack implements ReadBack {

    private static final int PAGE = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TelemetryReader reader;

    public StoreReadBack(StoredReadings stored) {
        this.reader = stored.store().reader();
    }

    @Override
    public List<Row> rows(DeviceCredentials device, Span span) {
        List<Row> rows = new ArrayList<>();
        long next = span.first();
        List<Reading> page;
        do {
            TimeRange range = new TimeRange(Instant.ofEpochMilli(next), Instant.ofEpochMilli(span.last()));
            page = reader.read(new DeviceId(device.id()), new Selection(range, List.of(), Order.OLDEST_FIRST, PAGE))
                    .await()
                    .atMost(PATIENCE);
            page.forEach(reading -> rows.add(row(reading)));
            next = page.isEmpty() ? next : page.getLast().timestamp().toEpochMilli() + 1;
        } while (page.size() == PAGE && next <= span.last());
        return rows;
    }

    private static Row row(Reading reading) {
        Map<String, FieldValue> fields = reading.fields();
        return new Row(reading.timestamp().toEpochMilli(), hash(fields), fields.toString());
    }

    private static long hash(Map<String, FieldValue> fields) {
        return ValuesHash.combine(fields.entrySet().stream()
                .mapToLong(field -> hash(field.getKey(), field.getValue()))
                .toArray());
    }

    private static long hash(String name, FieldValue value) {
        return switch (value) {
            case FieldValue.NumberValue(double number) -> ValuesHash.ofNumber(name, number);
            case FieldValue.IntegerValue(long integer) -> ValuesHash.ofNumber(name, integer);
            case FieldValue.TextValue(String text) -> ValuesHash.ofText(name, text);
            case FieldValue.BooleanValue(boolean truth) -> ValuesHash.ofText(name, Boolean.toString(truth));
            case FieldValue.JsonValue(String json) -> ValuesHash.ofText(name, json);
        };
    }
}
