package io.iotflow.admin.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.DevicesParameters;
import io.iotflow.admin.upstream.RegistryApi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The devices of device-registry. What it refuses is refused here in the same words. */
@Singleton
class Registry {

    private static final String SERVICE = "device-registry";

    private final RegistryApi api;
    private final Answers answers;

    Registry(@RestClient RegistryApi api, Answers answers) {
        this.api = api;
        this.answers = answers;
    }

    Uni<ObjectNode> devices(DevicesParameters parameters) {
        return read(api.devices(parameters));
    }

    /** With the values of its configuration. */
    Uni<ObjectNode> device(String id) {
        return read(api.device(id))
                .chain(device ->
                        configurations(id).map(found -> device.set("configurations", found.path("configurations"))));
    }

    Uni<ObjectNode> configurations(String id) {
        return read(api.configurations(id));
    }

    Uni<ObjectNode> configure(String id, byte[] body) {
        return read(api.configure(id, body));
    }

    Uni<ObjectNode> describe(String id, byte[] body) {
        return read(api.describe(id, body));
    }

    Uni<ObjectNode> setStatus(String id, byte[] body) {
        return read(api.setStatus(id, body));
    }

    Uni<ObjectNode> remove(String id) {
        return read(api.remove(id));
    }

    Uni<ObjectNode> rotateKey(String id, @Nullable String grace) {
        return read(api.rotateKey(id, grace));
    }

    Uni<ObjectNode> keys(String id) {
        return read(api.keys(id));
    }

    Uni<ObjectNode> revokeKey(String id, String key) {
        return read(api.revokeKey(id, key));
    }

    private Uni<ObjectNode> read(Uni<RestResponse<String>> call) {
        return answers.read(SERVICE, call);
    }
}
