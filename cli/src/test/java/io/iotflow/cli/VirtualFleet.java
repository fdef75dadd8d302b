package io.iotflow.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotflow.local.home.PortName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The virtual devices of a running stack, over the API that users have. */
final class VirtualFleet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/v1/simulator";

    private final RunningStack stack;
    private final HttpClient http = HttpClient.newHttpClient();

    /** A measurement in an export. */
    record Row(long device, long sequence, String timestamp, double power) {}

    VirtualFleet(RunningStack stack) {
        this.stack = stack;
    }

    void create(String name, String type, int interval, String target) throws IOException, InterruptedException {
        String body = "{\"name\":\"%s\",\"type\":\"%s\",\"interval\":%d,\"target\":\"%s\"}"
                .formatted(name, type, interval, target);
        send("POST", API + "/devices", body);
    }

    void post(String path) throws IOException, InterruptedException {
        send("POST", API + path, "");
    }

    void removeAll() throws IOException, InterruptedException {
        send("DELETE", API + "/devices?all=true", "");
    }

    List<JsonNode> devices() throws IOException, InterruptedException {
        List<JsonNode> devices = new ArrayList<>();
        json(API + "/devices?limit=1000").path("devices").forEach(devices::add);
        return devices;
    }

    Map<String, JsonNode> byClientId() throws IOException, InterruptedException {
        return devices().stream()
                .collect(Collectors.toMap(device -> device.path("client_id").asText(), device -> device));
    }

    long connected() throws IOException, InterruptedException {
        return devices().stream()
                .filter(device -> device.at("/connections/iotflow/connected").asBoolean())
                .count();
    }

    boolean measuredAtLeast(long number) throws IOException, InterruptedException {
        return devices().stream().allMatch(device -> measured(device) >= number);
    }

    boolean measuredMore(Map<String, JsonNode> before) throws IOException, InterruptedException {
        return devices().stream()
                .allMatch(device -> measured(device)
                        > measured(requireNonNull(
                                        before.get(device.path("client_id").asText())))
                                + 1);
    }

    /** How many have the connection that they had before. */
    long connectedSince(Map<String, JsonNode> before) throws IOException, InterruptedException {
        String since = "/connections/iotflow/last_connected_at";
        return devices().stream()
                .filter(device -> device.at(since)
                        .equals(requireNonNull(
                                        before.get(device.path("client_id").asText()))
                                .at(since)))
                .count();
    }

    /** How many virtual devices IoTFlow knows. */
    long registered() throws IOException, InterruptedException {
        return json("/api/v1/admin/devices?per_page=1&search=fleet%20")
                .at("/pagination/total")
                .asLong();
    }

    List<Row> rows() throws IOException, InterruptedException {
        return rows(send("GET", API + "/measurements.csv", ""));
    }

    static List<Row> rows(String csv) {
        return csv.lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(VirtualFleet::row)
                .toList();
    }

    /** How many numbers are missing between 1 and the newest of each device. */
    static long gaps(List<Row> rows) {
        return sequences(rows).values().stream()
                .mapToLong(numbers ->
                        numbers.stream().mapToLong(Long::longValue).max().orElse(0) - numbers.size())
                .sum();
    }

    static long doubled(List<Row> rows) {
        return rows.size()
                - sequences(rows).values().stream().mapToLong(Set::size).sum();
    }

    /** Holds what IoTFlow has of the first devices against their rows: each once, at its time, with its power. */
    void iotflowHasTheSame(List<Row> rows, int first) throws IOException, InterruptedException {
        for (JsonNode device : devices().subList(0, first)) {
            Map<String, Double> stored = new TreeMap<>();
            JsonNode page = json(
                    "/api/v1/telemetry/" + device.path("iotflow_device_id").asLong() + "?start_time=-1h&limit=1000");
            page.path("data")
                    .forEach(one -> stored.put(
                            one.path("timestamp").asText(),
                            one.at("/data/power").asDouble()));
            Map<String, Double> measured = rows.stream()
                    .filter(row -> row.device() == device.path("id").asLong())
                    .collect(Collectors.toMap(Row::timestamp, Row::power));
            assertThat(stored).isEqualTo(measured).hasSize(page.path("data").size());
        }
    }

    private static long measured(JsonNode device) {
        return device.at("/counters/measured").asLong();
    }

    private static Map<Long, Set<Long>> sequences(List<Row> rows) {
        Map<Long, Set<Long>> sequences = new TreeMap<>();
        rows.forEach(row ->
                sequences.computeIfAbsent(row.device(), _ -> new HashSet<>()).add(row.sequence()));
        return sequences;
    }

    private static Row row(String[] cells) {
        return new Row(Long.parseLong(cells[0]), Long.parseLong(cells[1]), cells[2], Double.parseDouble(cells[5]));
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET", path, ""));
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + stack.port(PortName.GATEWAY) + path))
                .header("Authorization", "admin " + stack.adminToken())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    method + " " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
