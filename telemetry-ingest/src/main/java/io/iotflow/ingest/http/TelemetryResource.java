package io.iotflow.ingest.http;

import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.ingest.pipeline.Arrival;
import io.iotflow.ingest.pipeline.IngestReadings;
import io.iotflow.ingest.quota.TelemetryLimited;
import io.iotflow.ingest.reading.ReadingSettings;
import io.iotflow.ingest.refusal.Excerpt;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Readings over HTTP. 201 and 200 are answered only after the store has them. */
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
@TelemetryLimited
@TelemetryIntake
class TelemetryResource {

    private final IngestReadings ingest;
    private final ReadingSettings limits;
    private final HttpRefusals refusals;
    private final SecurityIdentity caller;

    TelemetryResource(IngestReadings ingest, ReadingSettings limits, HttpRefusals refusals, SecurityIdentity caller) {
        this.ingest = ingest;
        this.limits = limits;
        this.refusals = refusals;
        this.caller = caller;
    }

    /** One reading, or an array of readings. */
    @POST
    @Path("/devices/telemetry")
    public Uni<Response> postOwn(byte[] body) {
        return post(body, limits.largestBody());
    }

    /** The same, under its other name. */
    @POST
    @Path("/telemetry")
    public Uni<Response> postTelemetry(byte[] body) {
        return post(body, limits.largestBody());
    }

    /** The same, for clients that name the device. */
    @POST
    @Path("/mqtt/telemetry/{device_id}")
    public Uni<Response> postNamed(@PathParam("device_id") String deviceId, byte[] body) {
        if (!device().id().toString().equals(deviceId)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "This key belongs to another device.");
        }
        return post(body, limits.largestBody());
    }

    /** An array of readings. */
    @POST
    @Path("/telemetry/batch")
    public Uni<Response> postBatch(byte[] body) {
        return post(body, limits.largestBatchBody());
    }

    /** One reading a line. */
    @POST
    @Path("/telemetry/batch")
    @Consumes("application/x-ndjson")
    public Uni<Response> postLines(byte[] body) {
        DeviceIdentity device = device();
        checkSize(device, body, limits.largestBatchBody());
        return ingest.ingestLines(Arrival.overHttp(device.id()), body)
                .invoke(result -> refusals.noteLines(device.id(), result, body))
                .map(result -> IngestAnswer.of(result, device));
    }

    private void checkSize(DeviceIdentity device, byte[] body, int limit) {
        if (body.length > limit) {
            String detail = "This endpoint takes at most " + limit + " bytes. Send less at a time.";
            refusals.note(Optional.of(device.id()), "payload_too_large", detail, Excerpt.of(body));
            throw ProblemException.of(ProblemType.PAYLOAD_TOO_LARGE, detail);
        }
    }

    private Uni<Response> post(byte[] body, int limit) {
        DeviceIdentity device = device();
        checkSize(device, body, limit);
        return ingest.ingest(Arrival.overHttp(device.id()), body)
                .invoke(result -> refusals.noteJson(device.id(), result, body))
                .map(result -> IngestAnswer.of(result, device));
    }

    private DeviceIdentity device() {
        return ((DevicePrincipal) caller.getPrincipal()).device();
    }
}
