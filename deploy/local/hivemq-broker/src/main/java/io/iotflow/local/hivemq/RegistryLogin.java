package io.iotflow.local.hivemq;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the registry, {@code POST /internal/mqtt/auth}, whether a device may come in, and grants it what the MQTT contract
 * grants below its own prefix. Ingest comes in by the service secret. While the registry can't answer, nobody new is let in,
 * and is told to come again.
 */
final class RegistryLogin implements SimpleAuthenticator {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern ALLOWED = Pattern.compile("\"result\"\\s*:\\s*\"allow\"");
    private static final Pattern DEVICE_ID = Pattern.compile("[1-9][0-9]{0,18}");
    private static final List<String> UP = List.of(
            "telemetry", "telemetry/#", "status", "status/#", "heartbeat", "events/#", "commands/+/response");
    private static final List<String> DOWN = List.of("commands/#", "config", "errors");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI hook;
    private final String secret;

    RegistryLogin(URI registry, String secret) {
        this.hook = registry.resolve("/internal/mqtt/auth");
        this.secret = secret;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        String user = input.getConnectPacket().getUserName().orElse("");
        String password = input.getConnectPacket()
                .getPassword()
                .map(RegistryLogin::text)
                .orElse("");
        if (user.equals(HivemqMain.INGEST)) {
            letIngestIn(password, output);
        } else if (DEVICE_ID.matcher(user).matches()) {
            ask(user, password, input.getClientInformation().getClientId(), output);
        } else {
            refuse(output);
        }
    }

    private void letIngestIn(String password, SimpleAuthOutput output) {
        boolean right = MessageDigest.isEqual(
                password.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
        if (right && !secret.isEmpty()) {
            grant(output.getDefaultPermissions(), "iotflow/#", MqttActivity.ALL);
            output.authenticateSuccessfully();
        } else {
            refuse(output);
        }
    }

    private void ask(String user, String password, String clientId, SimpleAuthOutput output) {
        String question = "{\"username\":" + quoted(user) + ",\"password\":" + quoted(password) + ",\"clientid\":"
                + quoted(clientId) + "}";
        HttpRequest request = HttpRequest.newBuilder(hook)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Service-Secret", secret)
                .POST(BodyPublishers.ofString(question))
                .build();
        Async<SimpleAuthOutput> answer = output.async(PATIENCE.multipliedBy(2));
        http.sendAsync(request, BodyHandlers.ofString()).whenComplete((response, failure) -> {
            decide(user, response, output);
            answer.resume();
        });
    }

    private static void decide(String user, @Nullable HttpResponse<String> response, SimpleAuthOutput output) {
        if (response == null || response.statusCode() >= 500) {
            output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "Devices can't be recognised right now.");
        } else if (response.statusCode() == 200
                && ALLOWED.matcher(response.body()).find()) {
            String prefix = "iotflow/devices/" + user + "/";
            UP.forEach(topic -> grant(output.getDefaultPermissions(), prefix + topic, MqttActivity.PUBLISH));
            DOWN.forEach(topic -> grant(output.getDefaultPermissions(), prefix + topic, MqttActivity.SUBSCRIBE));
            output.authenticateSuccessfully();
        } else {
            refuse(output);
        }
    }

    private static void grant(ModifiableDefaultPermissions permissions, String filter, MqttActivity activity) {
        permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
        permissions.add(Builders.topicPermission()
                .topicFilter(filter)
                .activity(activity)
                .type(TopicPermission.PermissionType.ALLOW)
                .build());
    }

    private static void refuse(SimpleAuthOutput output) {
        output.failAuthentication(
                ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD,
                "The user name is the device's id, the password its API key.");
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
