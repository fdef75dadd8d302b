package io.iotflow.cli.installation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;

/** Which device or group somebody means who says a name or an id. A name goes before an id that looks the same. */
public final class Names {

    private static final String MOST = "500";

    private Names() {}

    /** The id of a device. */
    public static long device(Api api, String name) throws IOException, InterruptedException {
        JsonNode answer = api.get("/api/v1/admin/devices", Map.of("search", name, "per_page", MOST));
        return find(answer.path("devices"), "device", name);
    }

    /** The id of a group. */
    public static long group(Api api, String name) throws IOException, InterruptedException {
        return find(api.get("/api/v1/groups", Map.of("limit", "1000")).path("groups"), "group", name);
    }

    private static long find(JsonNode candidates, String kind, String name) throws RefusedException {
        for (JsonNode candidate : candidates) {
            if (candidate.path("name").asText().equals(name)) {
                return candidate.path("id").asLong();
            }
        }
        if (name.matches("[0-9]{1,18}")) {
            return Long.parseLong(name);
        }
        throw new RefusedException(RefusedException.NOT_FOUND, "There is no " + kind + " '" + name + "'.");
    }
}
