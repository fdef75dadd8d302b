package io.iotflow.query.export;

import io.iotflow.domain.TimeRange;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.export.ExportReadings.Export;
import io.iotflow.query.parameter.RangeParameter;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** A device's readings of a whole range as a file, oldest first. */
@Path("/api/v1/telemetry/{id:\\d+}/export")
@RolesAllowed({DevicePrincipal.ROLE, OperatorRole.Names.VIEWER})
class ExportResource {

    private static final Logger LOG = Logger.getLogger(ExportResource.class);

    private final ReadableDevice readable;
    private final ExportReadings exports;
    private final Clock clock;

    ExportResource(ReadableDevice readable, ExportReadings exports, Clock clock) {
        this.readable = readable;
        this.exports = exports;
        this.clock = clock;
    }

    @GET
    // The writer of bytes; the type that the client sees is the format's.
    @Produces("application/octet-stream")
    public RestMulti<byte[]> export(
            @PathParam("id") String id,
            @BeanParam ExportParameters parameters,
            @Nullable @HeaderParam("Accept") String accept,
            HttpServerRequest request) {
        TimeRange range =
                RangeParameter.read(parameters.startTime, parameters.endTime, "1970-01-01T00:00:00Z", clock.instant());
        ExportFormat format = ExportFormat.of(parameters.format, accept);
        return RestMulti.fromUniResponse(
                readable.named(id),
                device -> parts(new Export(device.id(), range, parameters.fields(), format), request),
                device -> headers(device, format));
    }

    /** A failure after the first part can't be told in words: the connection breaks before the end of the body. */
    private Multi<byte[]> parts(Export export, HttpServerRequest request) {
        return exports.export(export).onFailure(Exception.class).invoke(failure -> {
            if (request.response().headWritten()) {
                LOG.errorf("An export broke off: %s", failure.getMessage());
                request.connection().close();
            }
        });
    }

    private static Map<String, List<String>> headers(DeviceIdentity device, ExportFormat format) {
        String name = "device-" + device.id() + "." + format.name().toLowerCase(Locale.ROOT);
        return Map.of(
                "Content-Type", List.of(format.mediaType()),
                "Content-Disposition", List.of("attachment; filename=\"" + name + "\""));
    }
}
