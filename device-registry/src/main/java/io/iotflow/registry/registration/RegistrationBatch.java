package io.iotflow.registry.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.form.JsonForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of a batch, from JSON or from CSV (RFC 4180). A CSV has a line of headers, which are the names of the
 * members; a column {@code tags.site} is the tag {@code site}; an empty field is an absent member.
 */
final class RegistrationBatch {

    private static final String TAG = "tags.";
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
            .build();

    private RegistrationBatch() {}

    /** Rows as JSON; not all of them have to be objects. */
    static List<JsonNode> ofJson(byte[] body, RegistrationSettings.Batch settings) {
        JsonNode root = JsonForm.parse(body, settings.largestBody());
        if (!root.isArray()) {
            throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON array of devices.");
        }
        List<JsonNode> rows = new ArrayList<>();
        root.forEach(rows::add);
        return bounded(rows, settings);
    }

    static List<JsonNode> ofCsv(byte[] body, RegistrationSettings.Batch settings) {
        if (body.length > settings.largestBody()) {
            throw ProblemException.of(
                    ProblemType.PAYLOAD_TOO_LARGE, "This endpoint takes at most " + settings.largestBody() + " bytes.");
        }
        List<JsonNode> rows = new ArrayList<>();
        try (MappingIterator<Map<String, String>> lines = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(body)) {
            while (lines.hasNextValue() && rows.size() <= settings.mostDevices()) {
                rows.add(row(lines.nextValue()));
            }
        } catch (IOException _) {
            throw ProblemException.of(
                    ProblemType.VALIDATION_FAILED,
                    "The body is not readable CSV with a line of headers; row " + rows.size()
                            + " is the first bad one.");
        }
        return bounded(rows, settings);
    }

    private static JsonNode row(Map<String, String> line) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        line.forEach((header, text) -> {
            if (text.isEmpty()) {
                return;
            }
            if (header.startsWith(TAG)) {
                row.withObjectProperty("tags").put(header.substring(TAG.length()), text);
            } else {
                row.put(header, text);
            }
        });
        return row;
    }

    private static List<JsonNode> bounded(List<JsonNode> rows, RegistrationSettings.Batch settings) {
        if (rows.isEmpty() || rows.size() > settings.mostDevices()) {
            throw ProblemException.of(
                    ProblemType.VALIDATION_FAILED, "A batch has 1 to " + settings.mostDevices() + " devices.");
        }
        return rows;
    }
}
