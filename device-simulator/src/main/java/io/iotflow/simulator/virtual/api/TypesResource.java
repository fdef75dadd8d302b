package io.iotflow.simulator.virtual.api;

import io.iotflow.operator.OperatorRole;
import io.iotflow.simulator.virtual.type.DeviceType;
import io.iotflow.simulator.virtual.type.DeviceTypes;
import io.iotflow.simulator.virtual.type.Range;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Which kinds of virtual devices there are. */
@Path("/api/v1/simulator/types")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class TypesResource {

    /** A kind: volt, ampere, watt. */
    record TypeDocument(String name, String title, Range voltage, Range current, Range power) {

        static TypeDocument of(DeviceType type) {
            Range power = new Range(
                    type.voltage().least() * type.current().least(),
                    type.voltage().most() * type.current().most());
            return new TypeDocument(type.name(), type.title(), type.voltage(), type.current(), power);
        }
    }

    record Types(List<TypeDocument> types) {}

    private final DeviceTypes types;

    TypesResource(DeviceTypes types) {
        this.types = types;
    }

    @GET
    public Types types() {
        return new Types(types.all().stream().map(TypeDocument::of).toList());
    }
}
