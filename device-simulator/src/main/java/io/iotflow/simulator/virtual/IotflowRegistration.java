package io.iotflow.simulator.virtual;

import io.iotflow.simulator.link.Timers;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.iotflow.simulator.platform.PlatformException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Registers virtual devices with IoTFlow over its HTTP API: those that ask within a moment together when there is a
 * provisioning key, else one by one. A device is called {@code name (iot_sim_id)} there, which is nobody else's.
 * All calls on one event loop.
 */
final class IotflowRegistration {

    private static final String PATH = "/api/v1/devices/register";
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int MOST_AT_ONCE = 200;
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int CREATED = 201;
    private static final int MULTI_STATUS = 207;

    private record Asked(JsonObject description, Promise<DeviceCredentials> answer) {}

    private final HttpClient http;
    private final VirtualDeviceSettings settings;
    private final Timers timers;
    private List<Asked> waiting = new ArrayList<>();

    IotflowRegistration(HttpClient http, VirtualDeviceSettings settings, Timers timers) {
        this.http = http;
        this.settings = settings;
        this.timers = timers;
    }

    /** Fails with a {@link PlatformException} that says why. */
    Future<DeviceCredentials> register(VirtualDevice device) {
        Definition definition = device.definition();
        JsonObject description = new JsonObject()
                .put("name", definition.name() + " (iot_sim_" + device.id() + ")")
                .put("device_type", definition.type())
                .put("description", "Virtual device " + device.id() + " of the simulator");
        if (settings.provisioningKey().isEmpty()) {
            return post(PATH, description.toBuffer(), CREATED).compose(IotflowRegistration::credentials);
        }
        Asked asked = new Asked(description, Promise.promise());
        waiting.add(asked);
        if (waiting.size() == 1) {
            timers.after(MOMENT, this::send);
        }
        return asked.answer().future();
    }

    private void send() {
        List<Asked> batch = List.copyOf(waiting.subList(0, Math.min(MOST_AT_ONCE, waiting.size())));
        waiting = new ArrayList<>(waiting.subList(batch.size(), waiting.size()));
        if (!waiting.isEmpty()) {
            timers.after(MOMENT, this::send);
        }
        JsonArray body = new JsonArray(batch.stream().map(Asked::description).toList());
        post(PATH + "/batch", body.toBuffer(), MULTI_STATUS)
                .onSuccess(answer -> tell(batch, answer.getJsonArray("results")))
                .onFailure(failure -> batch.forEach(asked -> asked.answer().fail(failure)));
    }

    private static void tell(List<Asked> batch, JsonArray results) {
        for (int i = 0; i < batch.size(); i++) {
            credentials(results.getJsonObject(i)).onComplete(batch.get(i).answer());
        }
    }

    private static Future<DeviceCredentials> credentials(JsonObject answer) {
        JsonObject device = answer.getJsonObject("device", new JsonObject());
        String key = device.getString("api_key", "");
        if (key.isEmpty()) {
            String reason = answer.getJsonObject("error", new JsonObject())
                    .getString("detail", "a device of this name is there already");
            return Future.failedFuture(new PlatformException("IoTFlow did not register the device: " + reason));
        }
        return Future.succeededFuture(new DeviceCredentials(device.getLong("id"), device.getString("name"), key));
    }

    private Future<JsonObject> post(String path, Buffer body, int expected) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.gateway().resolve(path).toString())
                .setTimeout(PATIENCE_MILLIS)
                .putHeader("Content-Type", "application/json");
        settings.provisioningKey().ifPresent(key -> options.putHeader("X-Provisioning-Key", key));
        return http.request(options)
                .compose(request -> send(request, body))
                .compose(response -> read(response, expected))
                .recover(failure -> Future.failedFuture(
                        failure instanceof PlatformException
                                ? failure
                                : new PlatformException("IoTFlow does not answer: " + failure.getMessage())));
    }

    private static Future<HttpClientResponse> send(HttpClientRequest request, Buffer body) {
        return request.send(body);
    }

    private static Future<JsonObject> read(HttpClientResponse response, int expected) {
        return response.body().compose(body -> {
            if (response.statusCode() == expected) {
                return Future.succeededFuture(body.toJsonObject());
            }
            return Future.failedFuture(new PlatformException(
                    "IoTFlow answers a registration with " + response.statusCode() + ": " + reason(body)));
        });
    }

    private static String reason(Buffer body) {
        try {
            return body.toJsonObject().getString("detail", "it gives no reason");
        } catch (DecodeException _) {
            return "it gives no reason";
        }
    }
}
