package io.iotflow.simulator.service;

import io.iotflow.operator.OperatorRole;
import io.iotflow.simulator.profile.Profile;
import io.iotflow.simulator.profile.ProfileCatalog;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Which kinds of devices can be simulated. */
@Path("/api/v1/simulator/profiles")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.VIEWER)
class ProfilesResource {

    record Profiles(List<Profile> profiles) {}

    @GET
    public Profiles profiles() {
        return new Profiles(ProfileCatalog.all());
    }
}
