package io.iotflow.admin.console;

import io.iotflow.admin.console.RelayTable.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Passes the calls of the pages on to the other services with the operator's own credential, which the browser does not
 * hold; streams of events too. Who is not logged in does not come here: {@code quarkus.http.auth.permission.relay}.
 */
@ApplicationScoped
class Relay {

    private static final String PREFIX = "/console/relay";
    private static final int BAD_GATEWAY = 502;

    private final Map<Upstream, URI> addresses;
    private final RelaySettings settings;

    Relay(
            @ConfigProperty(name = "iotflow.services.device-registry.url") URI registry,
            @ConfigProperty(name = "iotflow.services.telemetry-ingest.url") URI ingest,
            @ConfigProperty(name = "iotflow.services.telemetry-query.url") URI query,
            RelaySettings settings) {
        this.addresses = Map.of(Upstream.REGISTRY, registry, Upstream.INGEST, ingest, Upstream.QUERY, query);
        this.settings = settings;
    }

    void register(@Observes Router router, Vertx vertx) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setMaxWaitQueueSize(settings.waiting()),
                new PoolOptions().setHttp1MaxSize(settings.connections()));
        Map<Upstream, HttpProxy> proxies = new EnumMap<>(Upstream.class);
        addresses.forEach((upstream, address) -> proxies.put(
                upstream,
                HttpProxy.reverseProxy(client)
                        .origin(address.getPort(), address.getHost())
                        .addInterceptor(new AsOperator())));
        router.route(PREFIX + "/*").handler(exchange -> pass(exchange, proxies));
    }

    private static void pass(RoutingContext exchange, Map<Upstream, HttpProxy> proxies) {
        String path = exchange.request().path().substring(PREFIX.length());
        RelayTable.upstream(exchange.request().method().name(), path)
                .map(proxies::get)
                .ifPresentOrElse(proxy -> proxy.handle(exchange.request()), exchange::next);
    }

    /** What goes to the other service: its own path, the operator's credential, nothing of the session. */
    private static final class AsOperator implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            context.request().setURI(context.request().getURI().substring(PREFIX.length()));
            context.request().headers().remove("Cookie").remove("X-CSRF-Token");
            return context.sendRequest();
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            ProxyResponse response = context.response();
            if (response.getStatusCode() == BAD_GATEWAY) {
                response.setStatusCode(503);
                response.putHeader("Content-Type", "application/problem+json");
                response.putHeader("Retry-After", "2");
                response.setBody(Body.body(unavailable().toBuffer()));
            }
            return context.sendResponse();
        }

        private static JsonObject unavailable() {
            String detail = "The service behind this page does not answer. Try again in a moment.";
            return new JsonObject()
                    .put("title", "Service unavailable")
                    .put("status", 503)
                    .put("detail", detail)
                    .put("error", "Service unavailable")
                    .put("message", detail);
        }
    }
}
