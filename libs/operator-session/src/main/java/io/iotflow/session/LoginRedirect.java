package io.iotflow.session;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Shows the login to a person who opens a page without a session, instead of the problem that a program gets. */
@Provider
class LoginRedirect implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode() && asksForPage(request)) {
            String page = path(request);
            response.setStatus(Response.Status.SEE_OTHER.getStatusCode());
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.LOCATION,
                            SessionDoor.LOGIN + "?to=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
            response.setEntity(null);
        }
    }

    /** What is refused below the login says why itself. */
    private static boolean asksForPage(ContainerRequestContext request) {
        return request.getMethod().equals("GET")
                && !path(request).startsWith(SessionDoor.LOGIN)
                && request.getAcceptableMediaTypes().stream()
                        .anyMatch(type -> type.getType().equals("text")
                                && type.getSubtype().equals("html"));
    }

    private static String path(ContainerRequestContext request) {
        return "/" + request.getUriInfo().getPath().replaceFirst("^/+", "");
    }
}
