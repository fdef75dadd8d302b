package io.iotflow.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.PortName;
import io.iotflow.local.home.Ports;
import io.iotflow.local.home.Secrets;
import io.iotflow.local.home.StackHome;
import io.iotflow.local.infrastructure.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the parts of a running stack are reached; secrets included, so its file is its owner's alone.
 *
 * @param launcherPid the process that runs the stack
 * @param ports by label
 */
public record StackFacts(
        long launcherPid,
        Map<String, Integer> ports,
        String postgresUser,
        String postgresPassword,
        String redisPassword,
        String iotdbUser,
        String iotdbPassword,
        String adminTokenSha256,
        String serviceSecret,
        String provisioningKey) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static StackFacts of(Ports ports, Secrets secrets) {
        Map<String, Integer> labelled = new LinkedHashMap<>();
        for (PortName name : PortName.values()) {
            labelled.put(name.label(), ports.of(name));
        }
        return new StackFacts(
                ProcessHandle.current().pid(),
                labelled,
                PostgresServer.USER,
                secrets.postgresPassword(),
                secrets.redisPassword(),
                "root",
                secrets.iotdbPassword(),
                secrets.adminTokenSha256(),
                secrets.serviceSecret(),
                secrets.provisioningKey());
    }

    /** Reads the facts of the stack in a home. */
    public static StackFacts read(StackHome home) throws IOException {
        return JSON.readValue(Files.readString(home.factsFile()), StackFacts.class);
    }

    void write(StackHome home) throws IOException {
        StackHome.writePrivately(home.factsFile(), JSON.writeValueAsString(this));
    }

    /** The port of a part. */
    public int port(PortName name) {
        return ports.getOrDefault(name.label(), name.standard());
    }

    /** Where the services keep their tables, for the reactive client. */
    public String postgresUri(String database) {
        return "postgresql://127.0.0.1:" + port(PortName.POSTGRES) + "/" + database;
    }

    /** The same for JDBC. */
    public String postgresJdbcUrl(String database) {
        return "jdbc:" + postgresUri(database);
    }

    /** Redis with its password. */
    public String redisUri() {
        return "redis://:" + redisPassword + "@127.0.0.1:" + port(PortName.REDIS);
    }

    @Override
    public String toString() {
        return "StackFacts[launcherPid=" + launcherPid + ", ports=" + ports + ", secrets hidden]";
    }
}
