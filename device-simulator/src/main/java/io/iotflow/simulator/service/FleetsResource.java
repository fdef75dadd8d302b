package io.iotflow.simulator.service;

import io.iotflow.operator.OperatorRole;
import io.iotflow.simulator.fleet.FleetMember;
import io.iotflow.simulator.fleet.FleetPreset;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which fleets can be simulated by name. */
@Path("/api/v1/simulator/fleets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class FleetsResource {

    /**
     * A fleet as callers see it.
     *
     * @param name as in a scenario
     * @param devices how many it has
     * @param types how many of each device type
     */
    record FleetView(String name, int devices, Map<String, Integer> types) {

        static FleetView of(FleetPreset preset) {
            List<FleetMember> members = preset.members(preset.label());
            Map<String, Integer> types = new LinkedHashMap<>();
            members.forEach(member -> types.merge(member.type(), 1, Integer::sum));
            return new FleetView(preset.label(), members.size(), types);
        }
    }

    record Fleets(List<FleetView> fleets) {}

    /** All, the smallest one first. */
    @GET
    public Fleets fleets() {
        return new Fleets(Arrays.stream(FleetPreset.values()).map(FleetView::of).toList());
    }
}
