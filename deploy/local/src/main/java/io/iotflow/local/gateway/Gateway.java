package io.iotflow.local.gateway;

import io.iotflow.local.process.Component;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One address in front of all services; it streams, and says in a problem document when a service is away. */
public final class Gateway implements Component {

    private static final String HOST = "127.0.0.1";
    /** Of each service. An open stream holds one for as long as it is open. */
    private static final int CONNECTIONS = 1024;

    private static final int MOST_WAITING = 1024;
    private static final int PATIENCE_SECONDS = 10;
    private static final int CONNECT_TIMEOUT_MILLIS = 5000;

    /** Until an answer begins; as long as nginx waits in the containers. */
    private static final int ANSWER_TIMEOUT_MILLIS = 120_000;

    private final int port;
    private final Map<String, Integer> servicePorts;
    private @Nullable Vertx vertx;
    private volatile boolean listening;

    /**
     * @param port where clients come
     * @param servicePorts where each service of the route table is
     */
    public Gateway(int port, Map<String, Integer> servicePorts) {
        this.port = port;
        this.servicePorts = Map.copyOf(servicePorts);
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public synchronized void start() throws IOException {
        Vertx started = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1).setInternalBlockingPoolSize(2));
        vertx = started;
        HttpClient client = started.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAlive(true));
        Map<String, HttpProxy> proxies = new HashMap<>();
        servicePorts.forEach((service, servicePort) -> proxies.put(service, proxy(client, servicePort)));
        HttpServer server =
                started.createHttpServer(new HttpServerOptions().setHost(HOST).setPort(port));
        server.requestHandler(request -> route(request, proxies));
        await(server.listen());
        listening = true;
    }

    /** Each request is sent once: it may have been taken although no answer came. */
    private static HttpProxy proxy(HttpClient client, int servicePort) {
        RequestOptions service = new RequestOptions()
                .setHost(HOST)
                .setPort(servicePort)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setIdleTimeout(ANSWER_TIMEOUT_MILLIS);
        return HttpProxy.reverseProxy(client)
                .origin((OriginRequestProvider) _ -> client.request(service))
                .addInterceptor(new Unreachable());
    }

    private static void route(HttpServerRequest request, Map<String, HttpProxy> proxies) {
        Optional<HttpProxy> proxy =
                RouteTable.service(request.method().name(), request.path()).map(proxies::get);
        if (proxy.isEmpty()) {
            request.response()
                    .setStatusCode(404)
                    .putHeader("Content-Type", GatewayProblem.MEDIA_TYPE)
                    .end(GatewayProblem.notFound(request.path()).toBuffer());
            return;
        }
        request.headers().set("X-Forwarded-For", request.remoteAddress().hostAddress());
        request.headers().set("X-Forwarded-Proto", "http");
        proxy.get().handle(request);
    }

    /** The proxy answers 502 when a service can't be reached; callers are told 503, and when to come again. */
    private static final class Unreachable implements ProxyInterceptor {
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            ProxyResponse response = context.response();
            if (response.getStatusCode() == 502) {
                JsonObject problem =
                        GatewayProblem.unavailable(context.request().getURI());
                response.setStatusCode(503);
                response.putHeader("Content-Type", GatewayProblem.MEDIA_TYPE);
                response.putHeader("Retry-After", "2");
                response.setBody(Body.body(problem.toBuffer()));
            }
            return context.sendResponse();
        }
    }

    @Override
    public boolean isReady() {
        return listening;
    }

    @Override
    public boolean isAlive() {
        return listening;
    }

    @Override
    public OptionalLong pid() {
        return listening ? OptionalLong.of(ProcessHandle.current().pid()) : OptionalLong.empty();
    }

    @Override
    public synchronized void stop() {
        Vertx current = vertx;
        if (current == null) {
            return;
        }
        listening = false;
        vertx = null;
        try {
            await(current.close());
        } catch (IOException _) {
            // It ends with this process.
        }
    }

    private static <T> void await(Future<T> future) throws IOException {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interruption);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("The gateway did not do as told", failure);
        }
    }
}
