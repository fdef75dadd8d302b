package io.iotflow.query.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.domain.FieldValue;
import io.iotflow.domain.Reading;
import io.iotflow.domain.WireTime;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import io.iotflow.query.reading.ReadingJson;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an export is written. Each ends with the number of its rows; one that does not is not whole. */
enum ExportFormat {
    /** A column for each field, without metadata; a last line {@code # row_count=N}. */
    CSV("text/csv") {
        @Override
        String head(List<String> columns) {
            StringBuilder line = new StringBuilder("timestamp,device_id");
            columns.forEach(column -> line.append(',').append(quoted(column)));
            return line.append("\r\n").toString();
        }

        @Override
        String row(Reading reading, List<String> columns, boolean first, ObjectMapper json) {
            StringBuilder line = new StringBuilder(WireTime.of(reading.timestamp()));
            line.append(',').append(reading.device());
            for (String column : columns) {
                line.append(',').append(cell(reading.fields().get(column)));
            }
            return line.append("\r\n").toString();
        }

        @Override
        String foot(long rows) {
            return "# row_count=" + rows + "\r\n";
        }
    },
    /** A reading a line; a last line <code>{"row_count":N}</code>. */
    NDJSON("application/x-ndjson") {
        @Override
        String head(List<String> columns) {
            return "";
        }

        @Override
        String row(Reading reading, List<String> columns, boolean first, ObjectMapper json) {
            return json(reading, json) + "\n";
        }

        @Override
        String foot(long rows) {
            return "{\"row_count\":" + rows + "}\n";
        }
    },
    /** One object with the readings under {@code data}, then {@code row_count}. */
    JSON("application/json") {
        @Override
        String head(List<String> columns) {
            return "{\"data\":[";
        }

        @Override
        String row(Reading reading, List<String> columns, boolean first, ObjectMapper json) {
            return (first ? "\n" : ",\n") + json(reading, json);
        }

        @Override
        String foot(long rows) {
            return "\n],\"row_count\":" + rows + "}\n";
        }
    };

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    abstract String head(List<String> columns);

    abstract String row(Reading reading, List<String> columns, boolean first, ObjectMapper json);

    abstract String foot(long rows);

    /** By name where the caller gave one, else the first that it accepts; JSON when it takes whatever comes. */
    static ExportFormat of(@Nullable String name, List<MediaType> accepted) {
        if (name != null) {
            return switch (name) {
                case "csv" -> CSV;
                case "ndjson" -> NDJSON;
                case "json" -> JSON;
                default -> throw ProblemException.invalid(Violation.inQuery("format", "must be csv, ndjson or json"));
            };
        }
        return accepted.stream()
                .flatMap(type -> Stream.of(JSON, NDJSON, CSV).filter(format -> format.isA(type)))
                .findFirst()
                .orElse(JSON);
    }

    private boolean isA(MediaType type) {
        return MediaType.valueOf(mediaType).isCompatible(type)
                || (this == NDJSON && type.getSubtype().equals("ndjson"));
    }

    private static String json(Reading reading, ObjectMapper json) {
        try {
            return json.writeValueAsString(new ReadingJson(reading));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a reading is JSON", impossible);
        }
    }

    private static String cell(@Nullable FieldValue value) {
        return switch (value) {
            case null -> "";
            case FieldValue.TextValue(String text) -> quoted(text);
            case FieldValue.JsonValue(String text) -> quoted(text);
            case FieldValue.NumberValue _, FieldValue.IntegerValue _, FieldValue.BooleanValue _ ->
                String.valueOf(ReadingJson.value(value));
        };
    }

    /** As RFC 4180 has it. */
    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
