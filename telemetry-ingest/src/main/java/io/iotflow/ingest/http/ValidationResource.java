package io.iotflow.ingest.http;

import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.ingest.http.SentBody.Broken;
import io.iotflow.ingest.http.SentBody.Plain;
import io.iotflow.ingest.http.SentBody.TooLarge;
import io.iotflow.ingest.http.SentBody.UnknownEncoding;
import io.iotflow.ingest.http.ValidationAnswer.Validated;
import io.iotflow.ingest.quota.TelemetryLimited;
import io.iotflow.ingest.reading.DecodedBody;
import io.iotflow.ingest.reading.DecodedBody.One;
import io.iotflow.ingest.reading.ReadingDecoder;
import io.iotflow.ingest.reading.ReadingRemarks;
import io.iotflow.ingest.reading.ReadingSettings;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says what would become of readings, and leaves no trace of them. */
@Path("/api/v1/telemetry/validate")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(DevicePrincipal.ROLE)
@TelemetryLimited
class ValidationResource {

    private final ReadingDecoder decoder;
    private final ReadingSettings limits;
    private final SecurityIdentity caller;

    ValidationResource(ReadingDecoder decoder, ReadingSettings limits, SecurityIdentity caller) {
        this.decoder = decoder;
        this.limits = limits;
        this.caller = caller;
    }

    /** A reading, or an array of readings. */
    @POST
    @NonBlocking
    public Validated validate(@BeanParam TelemetryRequest request, byte[] body) {
        DeviceIdentity device = ((DevicePrincipal) caller.getPrincipal()).device();
        byte[] plain = plain(request, body);
        DecodedBody decoded = decoder.decode(device.id(), plain);
        if (decoded instanceof One && plain.length > limits.largestBody()) {
            throw tooLarge(limits.largestBody());
        }
        return ValidationAnswer.of(device, decoded, ReadingRemarks.of(plain));
    }

    private byte[] plain(TelemetryRequest request, byte[] body) {
        return switch (SentBody.read(body, request.encoding(), limits.largestBatchBody())) {
            case Plain(byte[] bytes) -> bytes;
            case TooLarge() -> throw tooLarge(limits.largestBatchBody());
            case Broken() -> throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body is not gzip.");
            case UnknownEncoding() ->
                throw ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, or with Content-Encoding: gzip.");
        };
    }

    private static ProblemException tooLarge(int limit) {
        return ProblemException.of(
                ProblemType.PAYLOAD_TOO_LARGE, "This would be too large: at most " + limit + " bytes, unpacked.");
    }
}
