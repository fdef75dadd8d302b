package io.iotflow.query.export;

import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of an export, as they came. */
class ExportParameters {

    @Nullable
    @QueryParam("start_time")
    String startTime;

    @Nullable
    @QueryParam("end_time")
    String endTime;

    @Nullable
    @QueryParam("fields")
    String fields;

    @Nullable
    @QueryParam("format")
    String format;

    /** All fields when empty. */
    List<String> fields() {
        return fields == null
                ? List.of()
                : Arrays.stream(fields.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }
}
