package io.iotflow.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.FieldValue.BooleanValue;
import io.iotflow.domain.FieldValue.IntegerValue;
import io.iotflow.domain.FieldValue.JsonValue;
import io.iotflow.domain.FieldValue.NumberValue;
import io.iotflow.domain.FieldValue.TextValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.ingest.reading.DecodedBody;
import io.iotflow.ingest.reading.DecodedBody.Many;
import io.iotflow.ingest.reading.DecodedBody.One;
import io.iotflow.ingest.reading.DecodedBody.Unreadable;
import io.iotflow.ingest.reading.DecodedItem;
import io.iotflow.ingest.reading.DecodedItem.Accepted;
import io.iotflow.ingest.reading.DecodedItem.Rejected;
import io.iotflow.ingest.reading.Remarks;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.store.StoredSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in JSON what would become of readings. */
final class ValidationAnswer {

    /** Where a value would go: the kind of series, the value as it is kept there, and the name of the series. */
    record WouldStore(String name, String type, Object value, String series) {}

    /**
     * One reading.
     *
     * @param timestamp the time that it would have; without one of its own, that of this request
     * @param timestampOurs whether it came without a time
     */
    record WouldBe(String timestamp, boolean timestampOurs, List<WouldStore> fields, List<WouldStore> metadata) {}

    /** What is wrong with a reading, as the real endpoint would say it. */
    record Wrong(String field, String code, String reason) {}

    /** One reading of the body; {@code reading} is there when it is valid, {@code errors} when it is not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(int index, boolean valid, @Nullable WouldBe reading, List<String> warnings, List<Wrong> errors) {}

    /** All of them. Nothing was stored. */
    record Validated(boolean valid, long deviceId, String deviceName, boolean stored, List<Item> readings) {}

    private ValidationAnswer() {}

    static Validated of(DeviceIdentity device, DecodedBody body, List<Remarks> remarks) {
        return switch (body) {
            case Unreadable(String reason) -> throw ProblemException.of(ProblemType.MALFORMED_JSON, reason);
            case One(DecodedItem item) -> of(device, List.of(item), remarks);
            case Many(List<DecodedItem> items) -> of(device, items, remarks);
        };
    }

    private static Validated of(DeviceIdentity device, List<DecodedItem> decoded, List<Remarks> remarks) {
        List<Item> items = new ArrayList<>();
        for (int index = 0; index < decoded.size(); index++) {
            items.add(item(index, decoded.get(index), index < remarks.size() ? remarks.get(index) : Remarks.NONE));
        }
        boolean valid = items.stream().allMatch(Item::valid);
        return new Validated(valid, device.id().value(), device.name(), false, items);
    }

    private static Item item(int index, DecodedItem decoded, Remarks remarks) {
        return switch (decoded) {
            case Accepted(Reading reading) ->
                new Item(index, true, wouldBe(reading, remarks), remarks.warnings(), List.of());
            case Rejected(String code, String field, String reason) ->
                new Item(index, false, null, remarks.warnings(), List.of(new Wrong(field, code, reason)));
        };
    }

    private static WouldBe wouldBe(Reading reading, Remarks remarks) {
        return new WouldBe(
                WireTime.of(reading.timestamp()),
                !remarks.timed(),
                values(reading.fields(), false),
                values(reading.metadata(), true));
    }

    private static List<WouldStore> values(Map<String, FieldValue> values, boolean metadata) {
        List<WouldStore> stored = new ArrayList<>();
        values.forEach((name, value) -> {
            StoredSeries place = metadata ? StoredSeries.ofMetadata(name, value) : StoredSeries.ofField(name, value);
            stored.add(new WouldStore(name, place.lane(), json(value), place.series()));
        });
        return stored;
    }

    private static Object json(FieldValue value) {
        return switch (value) {
            case NumberValue(double number) -> number;
            case IntegerValue(long number) -> number;
            case TextValue(String text) -> text;
            case BooleanValue(boolean flag) -> flag;
            case JsonValue(String json) -> json;
        };
    }
}
