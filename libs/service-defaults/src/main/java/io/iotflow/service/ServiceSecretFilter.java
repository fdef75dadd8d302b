package io.iotflow.service;

import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets those in that show the secret of the services in {@code X-Service-Secret}. A service that was given no secret
 * has no such endpoints.
 */
@Provider
@ServicesOnly
class ServiceSecretFilter implements ContainerRequestFilter {

    private static final String HEADER = "X-Service-Secret";

    private final ServiceSecret secret;

    ServiceSecretFilter(ServiceSecret secret) {
        this.secret = secret;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!secret.isConfigured()) {
            throw new NotFoundException();
        }
        String offered = request.getHeaderString(HEADER);
        if (offered == null || !secret.is(offered)) {
            throw new ForbiddenException();
        }
    }
}
