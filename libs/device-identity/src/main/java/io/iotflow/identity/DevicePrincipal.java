package io.iotflow.identity;

import java.security.Principal;

/** The device behind an HTTP request. */
public record DevicePrincipal(DeviceIdentity device) implements Principal {

    /** The role of every device, for {@code @RolesAllowed}. */
    public static final String ROLE = "device";

    @Override
    public String getName() {
        return device.id().toString();
    }
}
