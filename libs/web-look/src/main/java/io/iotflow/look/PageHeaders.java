package io.iotflow.look;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What a browser may do with a page of ours: load from this address alone, run no script that is written into it. */
class PageHeaders {

    private static final String NAME = "Content-Security-Policy";
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "form-action 'self'; frame-ancestors 'none'";

    /** In place of the policy for answers that are no pages. A page that brings a policy of its own keeps that one. */
    @ServerResponseFilter
    public void allowPages(ContainerResponseContext response, RoutingContext exchange) {
        MediaType type = response.getMediaType();
        if (type != null && MediaType.TEXT_HTML_TYPE.isCompatible(type)) {
            MultiMap headers = exchange.response().headers();
            headers.remove(NAME);
            if (!response.getHeaders().containsKey(NAME)) {
                headers.set(NAME, POLICY);
            }
            headers.set("Cache-Control", "no-store");
        }
    }
}
