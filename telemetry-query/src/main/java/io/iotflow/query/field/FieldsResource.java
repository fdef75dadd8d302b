package io.iotflow.query.field;

import io.iotflow.domain.WireTime;
import io.iotflow.identity.DeviceIdentity;
import io.iotflow.identity.DevicePrincipal;
import io.iotflow.operator.OperatorRole;
import io.iotflow.query.access.ReadableDevice;
import io.iotflow.query.outage.StoreProblem;
import io.iotflow.store.KnownField;
import io.iotflow.store.StoreUnavailableException;
import io.iotflow.store.TelemetryFields;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Which fields a device has sent, of which types, since when and until when. */
@Path("/api/v1/telemetry/{id:\\d+}/fields")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({DevicePrincipal.ROLE, OperatorRole.Names.VIEWER})
class FieldsResource {

    /** One kind of value of one field. */
    record FieldJson(String name, String type, String firstTime, String lastTime) {}

    record Fields(long deviceId, String deviceName, String deviceType, List<FieldJson> fields, int count) {}

    private final ReadableDevice readable;
    private final TelemetryFields fields;

    FieldsResource(ReadableDevice readable, TelemetryFields fields) {
        this.readable = readable;
        this.fields = fields;
    }

    @GET
    public Uni<Fields> fields(@PathParam("id") String id) {
        return readable.named(id)
                .chain(device -> fields.of(device.id())
                        .onFailure(StoreUnavailableException.class)
                        .transform(StoreProblem::of)
                        .map(found -> answer(device, found)));
    }

    private static Fields answer(DeviceIdentity device, List<KnownField> found) {
        List<FieldJson> json = found.stream()
                .map(field -> new FieldJson(
                        field.name(), field.type(), WireTime.of(field.first()), WireTime.of(field.last())))
                .toList();
        return new Fields(device.id().value(), device.name(), device.type(), json, json.size());
    }
}
