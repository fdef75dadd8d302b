package io.iotflow.simulator.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Registers many devices, in batches where the platform takes them, else one by one with some at a time. Keeps the
 * credentials in a file, so that the next run on the same platform has its devices already. Blocks.
 */
public final class FleetRegistration {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH = 500;
    private static final int AT_ONCE = 16;
    private static final int MULTI_STATUS = 207;
    private static final int CREATED = 201;
    private static final int PARTS = 3;
    private static final String TYPE = "load";

    private final URI platform;
    private final String adminToken;
    private final Path file;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * @param platform the gateway
     * @param file the credentials of a platform's fleet; made when it is not there
     */
    public FleetRegistration(URI platform, String adminToken, Path file) {
        this.platform = platform;
        this.adminToken = adminToken;
        this.file = file;
    }

    /**
     * The first so many devices of the fleet; registers those that are missing.
     *
     * @param progress is told how many there are, now and then
     */
    public List<DeviceCredentials> devices(int count, IntConsumer progress) throws IOException, PlatformException {
        List<DeviceCredentials> known = read();
        if (known.size() < count) {
            List<DeviceCredentials> added = Collections.synchronizedList(new ArrayList<>());
            try {
                register(known.size(), count, added, progress);
            } finally {
                append(added);
            }
            known.addAll(added);
        }
        return List.copyOf(known.subList(0, count));
    }

    private void register(int from, int to, List<DeviceCredentials> added, IntConsumer progress)
            throws PlatformException {
        int next = from;
        while (next < to && registerBatch(next, Math.min(to, next + BATCH), added)) {
            next = Math.min(to, next + BATCH);
            progress.accept(next);
        }
        if (next < to) {
            registerOneByOne(next, to, added, progress);
        }
    }

    /** Whether the platform takes batches. */
    private boolean registerBatch(int from, int to, List<DeviceCredentials> added) throws PlatformException {
        ArrayNode devices = JSON.createArrayNode();
        for (int i = from; i < to; i++) {
            devices.addObject().put("name", name(i)).put("device_type", TYPE);
        }
        HttpResponse<String> answer = post("/api/v1/devices/register/batch", devices.toString());
        if (answer.statusCode() != MULTI_STATUS) {
            return false;
        }
        for (JsonNode result : parse(answer.body()).path("results")) {
            added.add(credentials(result.path("device")));
        }
        return true;
    }

    private void registerOneByOne(int from, int to, List<DeviceCredentials> added, IntConsumer progress)
            throws PlatformException {
        AtomicInteger next = new AtomicInteger(from);
        AtomicReference<PlatformException> failure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < AT_ONCE; thread++) {
                threads.execute(() -> {
                    for (int i = next.getAndIncrement(); i < to && failure.get() == null; i = next.getAndIncrement()) {
                        try {
                            added.add(registerOne(name(i)));
                            progress.accept(i);
                        } catch (PlatformException refused) {
                            failure.compareAndSet(null, refused);
                        }
                    }
                });
            }
        }
        PlatformException refused = failure.get();
        if (refused != null) {
            throw refused;
        }
    }

    private DeviceCredentials registerOne(String name) throws PlatformException {
        String body = JSON.createObjectNode()
                .put("name", name)
                .put("device_type", TYPE)
                .toString();
        HttpResponse<String> answer = post("/api/v1/devices/register", body);
        if (answer.statusCode() != CREATED) {
            throw new PlatformException("The platform answered " + answer.statusCode() + " to a registration.");
        }
        return credentials(parse(answer.body()).path("device"));
    }

    private static DeviceCredentials credentials(JsonNode device) throws PlatformException {
        String key = device.path("api_key").asText();
        if (key.isEmpty()) {
            throw new PlatformException("A device of the fleet was registered before, and its key is not known here.");
        }
        return new DeviceCredentials(
                device.path("id").asLong(), device.path("name").asText(), key);
    }

    private HttpResponse<String> post(String path, String body) throws PlatformException {
        HttpRequest request = HttpRequest.newBuilder(platform.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "admin " + adminToken)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new PlatformException(platform + " does not answer: " + unreachable.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted");
        }
    }

    private static JsonNode parse(String body) throws PlatformException {
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            throw new PlatformException("The platform answered a registration with no JSON.");
        }
    }

    private List<DeviceCredentials> read() throws IOException {
        List<DeviceCredentials> devices = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", PARTS);
                devices.add(new DeviceCredentials(Long.parseLong(parts[0]), parts[2], parts[1]));
            }
        }
        return devices;
    }

    private void append(List<DeviceCredentials> devices) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
            for (DeviceCredentials device : devices) {
                writer.write(device.id() + " " + device.apiKey() + " " + device.name());
                writer.newLine();
            }
        }
    }

    private static String name(int number) {
        return "load-" + number;
    }
}
