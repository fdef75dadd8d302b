package io.iotflow.ingest.http;

import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.ingest.http.SentBody.Broken;
import io.iotflow.ingest.http.SentBody.Plain;
import io.iotflow.ingest.http.SentBody.TooLarge;
import io.iotflow.ingest.http.SentBody.UnknownEncoding;
import io.iotflow.ingest.pipeline.Acceptance;
import io.iotflow.ingest.pipeline.AcceptedReadings;
import io.iotflow.ingest.pipeline.Arrival;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.iotflow.ingest.pipeline.IngestResult;
import io.iotflow.ingest.quota.TelemetryLimited;
import io.iotflow.ingest.reading.ReadingSettings;
import io.iotflow.ingest.refusal.Excerpt;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Readings over HTTP. 201 and 200 are answered only after the store has them, 202 before. */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
@TelemetryLimited
@TelemetryIntake
@Tag(name = "Telemetry")
class TelemetryResource {

    private final IngestReadings ingest;
    private final AcceptedReadings accepted;
    private final ReadingSettings limits;
    private final HttpRefusals refusals;
    private final SecurityIdentity caller;

    TelemetryResource(
            IngestReadings ingest,
            AcceptedReadings accepted,
            ReadingSettings limits,
            HttpRefusals refusals,
            SecurityIdentity caller) {
        this.ingest = ingest;
        this.accepted = accepted;
        this.limits = limits;
        this.refusals = refusals;
        this.caller = caller;
    }

    /** One reading, or an array of readings. */
    @POST
    @Path("/devices/telemetry")
    @Operation(summary = "Store a reading, or an array of readings")
    public Uni<Response> postOwn(@BeanParam TelemetryRequest asked, byte[] body) {
        return post(asked, body, limits.largestBody());
    }

    /** The same, under its other name. */
    @POST
    @Path("/telemetry")
    @Operation(summary = "The same, under its other name")
    public Uni<Response> postTelemetry(@BeanParam TelemetryRequest asked, byte[] body) {
        return post(asked, body, limits.largestBody());
    }

    /** The same, for clients that name the device. */
    @POST
    @Path("/mqtt/telemetry/{device_id}")
    @Operation(summary = "The same, for clients that name the device")
    public Uni<Response> postNamed(
            @PathParam("device_id") String deviceId, @BeanParam TelemetryRequest asked, byte[] body) {
        if (!device().id().toString().equals(deviceId)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "This key belongs to another device.");
        }
        return post(asked, body, limits.largestBody());
    }

    /** An array of readings. */
    @POST
    @Path("/telemetry/batch")
    @Operation(summary = "Store an array of readings")
    public Uni<Response> postBatch(@BeanParam TelemetryRequest asked, byte[] body) {
        return post(asked, body, limits.largestBatchBody());
    }

    /** One reading a line. */
    @POST
    @Path("/telemetry/batch")
    @Consumes("application/x-ndjson")
    public Uni<Response> postLines(@BeanParam TelemetryRequest asked, byte[] body) {
        DeviceIdentity device = device();
        byte[] plain = plain(device, asked, body, limits.largestBatchBody());
        Arrival arrival = Arrival.overHttp(device.id());
        SentReadings sent = new SentReadings(plain, true);
        return switch (asked.promise()) {
            case STORED -> ingest.ingestLines(arrival, plain).map(result -> answer(result, device, sent));
            case ACCEPTED -> Uni.createFrom().item(answer(accepted.acceptLines(arrival, plain), device, sent, asked));
        };
    }

    private Uni<Response> post(TelemetryRequest asked, byte[] body, int limit) {
        DeviceIdentity device = device();
        byte[] plain = plain(device, asked, body, limit);
        Arrival arrival = Arrival.overHttp(device.id());
        SentReadings sent = new SentReadings(plain, false);
        return switch (asked.promise()) {
            case STORED -> ingest.ingest(arrival, plain).map(result -> answer(result, device, sent));
            case ACCEPTED -> Uni.createFrom().item(answer(accepted.accept(arrival, plain), device, sent, asked));
        };
    }

    private byte[] plain(DeviceIdentity device, TelemetryRequest asked, byte[] body, int limit) {
        return switch (SentBody.read(body, asked.encoding(), limit)) {
            case Plain(byte[] bytes) -> bytes;
            case TooLarge() ->
                throw refused(
                        device,
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "This endpoint takes at most " + limit + " bytes, unpacked. Send less at a time.",
                        Excerpt.of(body));
            case Broken() -> throw refused(device, ProblemType.MALFORMED_JSON, "The body is not gzip.", "");
            case UnknownEncoding() ->
                throw refused(
                        device,
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body as it is, or with Content-Encoding: gzip.",
                        "");
        };
    }

    private ProblemException refused(DeviceIdentity device, ProblemType type, String detail, String excerpt) {
        refusals.note(Optional.of(device.id()), type.name().toLowerCase(Locale.ROOT), detail, excerpt);
        return ProblemException.of(type, detail);
    }

    private Response answer(IngestResult result, DeviceIdentity device, SentReadings sent) {
        refusals.note(device.id(), result, sent);
        return IngestAnswer.of(result, device).response();
    }

    private Response answer(Acceptance result, DeviceIdentity device, SentReadings sent, TelemetryRequest asked) {
        refusals.note(device.id(), result, sent);
        return AcceptAnswer.of(result, device, asked);
    }

    private DeviceIdentity device() {
        return ((DevicePrincipal) caller.getPrincipal()).device();
    }
}
