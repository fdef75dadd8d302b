package io.iotflow.query.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.Reading;
import io.iotflow.domain.TimeRange;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.query.parameter.QueryBounds;
import io.iotflow.store.KnownField;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryFields;
import io.iotflow.store.TelemetryReader;
import io.iotflow.store.TelemetryReader.Order;
import io.iotflow.store.TelemetryReader.Selection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Writes a whole range page by page. The next page is read when the client has taken the one before, and no connection
 * of the store is held meanwhile.
 */
@Singleton
class ExportReadings {

    /** What is exported, in which form. */
    record Export(DeviceId device, TimeRange range, List<String> fields, ExportFormat format) {}

    private final TelemetryReader reader;
    private final TelemetryFields fields;
    private final ObjectMapper json;
    private final int page;

    ExportReadings(TelemetryReader reader, TelemetryFields fields, ObjectMapper json, QueryBounds bounds) {
        this.reader = reader;
        this.fields = fields;
        this.json = json;
        this.page = bounds.exportPage();
    }

    /** The parts of the file, in their order; fails where the store does. */
    Multi<byte[]> export(Export export) {
        return columns(export).onItem().transformToMulti(columns -> parts(export, columns));
    }

    private Uni<List<String>> columns(Export export) {
        return fields.of(export.device())
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of)
                .map(known -> known.stream()
                        .map(KnownField::name)
                        .filter(name ->
                                export.fields().isEmpty() || export.fields().contains(name))
                        .distinct()
                        .toList());
    }

    private Multi<byte[]> parts(Export export, List<String> columns) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Progress(export, columns), this::next)
                .whilst(part -> !part.last())
                .map(Part::bytes);
    }

    private Uni<Part> next(Progress progress) {
        if (progress.from.isAfter(progress.export.range().end())) {
            return Uni.createFrom().item(progress.part(List.of(), page, json));
        }
        Selection selection = new Selection(
                new TimeRange(progress.from, progress.export.range().end()),
                progress.export.fields(),
                Order.OLDEST_FIRST,
                page);
        return reader.read(progress.export.device(), selection)
                .onFailure(StoreUnavailableException.class)
                .transform(StoreProblem::of)
                .map(readings -> progress.part(readings, page, json));
    }

    private record Part(byte[] bytes, boolean last) {}

    /** How far one export is; its pages are read one after the other. */
    private static final class Progress {

        private final Export export;
        private final List<String> columns;
        private Instant from;
        private long rows;
        private boolean begun;

        Progress(Export export, List<String> columns) {
            this.export = export;
            this.columns = columns;
            this.from = export.range().start();
        }

        Part part(List<Reading> readings, int page, ObjectMapper json) {
            StringBuilder text = new StringBuilder();
            if (!begun) {
                begun = true;
                text.append(export.format().head(columns));
            }
            for (Reading reading : readings) {
                text.append(export.format().row(reading, columns, rows == 0, json));
                rows++;
            }
            boolean last = readings.size() < page;
            if (last) {
                text.append(export.format().foot(rows));
            } else {
                from = readings.getLast().timestamp().plusMillis(1);
            }
            return new Part(text.toString().getBytes(StandardCharsets.UTF_8), last);
        }
    }
}
