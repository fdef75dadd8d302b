package io.iotflow.admin.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.URI;

/** Sends one message to a webhook and gives the status of the answer; its body is not read, redirections are not followed. */
@Singleton
class WebhookCall {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final HttpClient client;
    private final ReachableAddress addresses;
    private final WebhookSettings settings;

    WebhookCall(Vertx vertx, ReachableAddress addresses, WebhookSettings settings) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setConnectTimeout((int)
                        settings.timeout().toMillis()),
                new PoolOptions().setHttp1MaxSize(settings.atOnce()));
        this.addresses = addresses;
        this.settings = settings;
    }

    /** The status; fails when there is no answer in time, or the host must not be told. */
    Uni<Integer> send(Delivery delivery, long epochSeconds) {
        URI url = URI.create(delivery.url());
        return addresses
                .of(url.getHost())
                .chain(address -> Uni.createFrom()
                        .completionStage(
                                () -> post(url, address, delivery, epochSeconds).toCompletionStage()))
                .ifNoItem()
                .after(settings.timeout())
                .fail();
    }

    private Future<Integer> post(URI url, String address, Delivery delivery, long epochSeconds) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS : HTTP;
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(path + query)
                .setTimeout(settings.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "IoTFlow")
                .putHeader("X-IoTFlow-Delivery", Long.toString(delivery.id()))
                .putHeader("X-IoTFlow-Timestamp", Long.toString(epochSeconds))
                .putHeader(
                        "X-IoTFlow-Signature", WebhookSignature.of(delivery.secret(), epochSeconds, delivery.body()));
        return client.request(options)
                .compose(request -> request.send(delivery.body())
                        .map(response -> response.statusCode())
                        .onSuccess(_ -> request.connection().close()));
    }
}
