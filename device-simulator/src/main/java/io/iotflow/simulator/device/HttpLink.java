package io.iotflow.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.simulator.platform.DeviceCredentials;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/** A device that speaks HTTP: one request after the other, repeated until it is answered; commands are asked for. */
final class HttpLink implements DeviceLink {

    private static final Logger LOG = Logger.getLogger(HttpLink.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long POLL_PAUSE_MILLIS = 2_000;
    private static final long PATIENCE_MILLIS = 15_000;
    private static final int PARTLY = 207;
    private static final int REDIRECT = 300;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient http;
    private final DeviceCredentials device;
    private final Surroundings surroundings;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final Set<String> answered = new HashSet<>();
    private final Promise<Void> idle = Promise.promise();
    private Inbox inbox = new Nobody();
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean busy;
    private boolean closing;
    private boolean away;

    /** What the link shares with its device. */
    record Surroundings(String host, int port, DeviceFigures figures, RandomGenerator random) {}

    HttpLink(Vertx vertx, HttpClient http, DeviceCredentials device, Surroundings surroundings) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.http = http;
        this.device = device;
        this.surroundings = surroundings;
    }

    @Override
    public Context context() {
        return context;
    }

    @Override
    public void open(Inbox target) {
        inbox = target;
        surroundings.figures().online(1);
        ask();
    }

    @Override
    public void send(Outgoing message) {
        if (path(message.channel()).isEmpty()) {
            // There is no session whose state would have to be told.
            message.acknowledged().accept(0);
            return;
        }
        waiting.add(message);
        pump();
    }

    @Override
    public void restart() {
        surroundings.figures().reconnected();
    }

    @Override
    public void goAway() {
        away = true;
        surroundings.figures().online(-1);
    }

    @Override
    public void comeBack() {
        if (away) {
            away = false;
            surroundings.figures().online(1);
            surroundings.figures().reconnected();
            pump();
        }
    }

    @Override
    public Future<Void> close() {
        comeBack();
        closing = true;
        checkIdle();
        return idle.future();
    }

    private void pump() {
        if (busy || away || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Outgoing next = waiting.getFirst();
        request(HttpMethod.POST, path(next.channel()), next.payload()).onComplete(answer -> {
            busy = false;
            if (answer.succeeded() && isFinal(answer.result().status())) {
                done(next, answer.result().status());
            } else {
                surroundings.figures().retried();
                again();
            }
        });
    }

    private static boolean isFinal(int status) {
        return status < SERVER_ERROR && status != TOO_MANY;
    }

    private void done(Outgoing sent, int status) {
        waiting.removeFirst();
        pauseMillis = FIRST_PAUSE_MILLIS;
        if (status < REDIRECT && status != PARTLY) {
            sent.acknowledged().accept(System.nanoTime() - sent.dueNanos());
        } else {
            surroundings.figures().refused();
            LOG.warning("device " + device.id() + " was answered " + status + " to " + sent.channel());
        }
        pump();
        checkIdle();
    }

    private void again() {
        long pause = pauseMillis / 2 + surroundings.random().nextLong(pauseMillis / 2 + 1);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
        vertx.setTimer(pause, _ -> pump());
    }

    /** Asks for commands, again and again. */
    private void ask() {
        if (closing) {
            return;
        }
        request(HttpMethod.GET, "/api/v1/devices/" + device.id() + "/control/pending", Buffer.buffer())
                .onComplete(answer -> {
                    if (answer.succeeded() && answer.result().status() == OK) {
                        take(answer.result().body());
                    }
                    vertx.setTimer(POLL_PAUSE_MILLIS, _ -> ask());
                });
    }

    private void take(Buffer body) {
        try {
            JsonNode answer = JSON.readTree(body.getBytes());
            for (JsonNode command : answer.isArray() ? answer : answer.path("commands")) {
                if (answered.add(command.path("command_id").asText())) {
                    read(new Instruction.Command(command));
                }
            }
        } catch (IOException unreadable) {
            LOG.warning("device " + device.id() + " got something unreadable: " + unreadable.getMessage());
        }
    }

    private void read(Instruction instruction) {
        long pause = inbox.readsAfterMillis();
        if (pause == 0) {
            inbox.take(instruction);
        } else {
            vertx.setTimer(pause, _ -> inbox.take(instruction));
        }
    }

    private String path(String channel) {
        if (channel.equals("telemetry")) {
            return "/api/v1/devices/telemetry";
        }
        if (channel.equals("heartbeat")) {
            return "/api/v1/devices/heartbeat";
        }
        String[] parts = channel.split("/", -1);
        boolean answer = parts.length > 2 && parts[0].equals("commands");
        return answer ? "/api/v1/devices/" + device.id() + "/control/" + parts[1] + "/status" : "";
    }

    private record Answer(int status, Buffer body) {}

    private Future<Answer> request(HttpMethod method, String path, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setHost(surroundings.host())
                .setPort(surroundings.port())
                .setMethod(method)
                .setURI(path)
                .setTimeout(PATIENCE_MILLIS)
                .putHeader("X-API-Key", device.apiKey())
                .putHeader("Content-Type", "application/json");
        return http.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body().map(whole -> new Answer(response.statusCode(), whole)));
    }

    private void checkIdle() {
        if (closing && waiting.isEmpty() && !busy) {
            idle.tryComplete();
        }
    }
}
