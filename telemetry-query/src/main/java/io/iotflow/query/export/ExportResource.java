package io.iotflow.query.export;

import io.iotflow.domain.TimeRange;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.export.ExportReadings.Export;
import io.iotflow.query.parameter.RangeParameter;
import io.iotflow.query.streamed.StreamedAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/** A device's readings of a whole range as a file, oldest first. */
@Path("/api/v1/telemetry/{id:\\d+}/export")
@RolesAllowed({DevicePrincipal.ROLE, OperatorRole.Names.VIEWER})
class ExportResource {

    private final ReadableDevice readable;
    private final ExportReadings exports;
    private final Clock clock;

    ExportResource(ReadableDevice readable, ExportReadings exports, Clock clock) {
        this.readable = readable;
        this.exports = exports;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, "application/x-ndjson", "application/ndjson", "text/csv"})
    public Uni<StreamedAnswer> export(
            @PathParam("id") String id, @BeanParam ExportParameters parameters, @Context HttpHeaders headers) {
        TimeRange range =
                RangeParameter.read(parameters.startTime, parameters.endTime, "1970-01-01T00:00:00Z", clock.instant());
        ExportFormat format = ExportFormat.of(parameters.format, headers.getAcceptableMediaTypes());
        return readable.named(id).map(device -> answer(new Export(device.id(), range, parameters.fields(), format)));
    }

    private StreamedAnswer answer(Export export) {
        ExportFormat format = export.format();
        String name = "device-" + export.device() + "." + format.name().toLowerCase(Locale.ROOT);
        return new StreamedAnswer(
                format.mediaType(),
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""),
                exports.export(export));
    }
}
