package io.iotflow.query.reading;

import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.query.parameter.Cursor;
import io.iotflow.query.reading.HistoryQuery.Checked;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryReader;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one page of a device's readings. */
@Singleton
class ReadHistory {

    /** A page of readings, with what was asked. */
    record History(
            long deviceId,
            String deviceName,
            String deviceType,
            String startTime,
            String endTime,
            List<ReadingJson> data,
            int count,
            boolean hasMore,
            @Nullable String nextCursor) {}

    private final TelemetryReader reader;

    ReadHistory(TelemetryReader reader) {
        this.reader = reader;
    }

    Uni<History> read(DeviceIdentity device, Checked question) {
        return question.selection()
                .map(selection -> reader.read(device.id(), selection))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of)
                .map(readings -> page(device, question, readings));
    }

    private static History page(DeviceIdentity device, Checked question, List<Reading> readings) {
        boolean more = readings.size() > question.limit();
        List<Reading> shown = more ? readings.subList(0, question.limit()) : readings;
        return new History(
                device.id().value(),
                device.name(),
                device.type(),
                WireTime.of(question.range().start()),
                WireTime.of(question.range().end()),
                shown.stream().map(ReadingJson::new).toList(),
                shown.size(),
                more,
                more ? new Cursor(shown.getLast().timestamp()).text() : null);
    }
}
