package io.iotflow.simulator.cumulocity;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the emulated platform knows of devices, and how it judges a row. */
final class EmulatedTenant {

    /** An operation of a device: PENDING, EXECUTING, SUCCESSFUL or FAILED. */
    static final class Operation {
        final String template;
        final String argument;
        String status = "PENDING";

        Operation(String template, String argument) {
            this.template = template;
            this.argument = argument;
        }

        String row(String serial) {
            String row = template + "," + serial;
            return argument.isEmpty() ? row : SmartRest.row(template, serial, argument);
        }

        String fragment() {
            return OperationFragment.of(template).orElseThrow();
        }
    }

    /** A managed object. */
    static final class ManagedObject {
        String name = "";
        int registrations;
        List<String> supported = List.of();
        String configuration = "";
        String availability = "";
        int heartbeats;
        final List<Operation> operations = new ArrayList<>();
        final List<JsonObject> measurements = new ArrayList<>();
        final List<List<String>> alarms = new ArrayList<>();
    }

    private final Map<String, ManagedObject> devices = new HashMap<>();

    Optional<ManagedObject> find(String serial) {
        return Optional.ofNullable(devices.get(serial));
    }

    ManagedObject create(String serial) {
        return devices.computeIfAbsent(serial, _ -> new ManagedObject());
    }

    /** Applies a row; answers what goes out on {@code s/e}, if anything. */
    Optional<String> apply(String serial, List<String> row) {
        if (row.getFirst().equals("100")) {
            boolean known = devices.containsKey(serial);
            ManagedObject device = create(serial);
            device.registrations++;
            device.name = known ? device.name : row.get(1);
            return known ? Optional.of("41,100,Device already existing") : Optional.empty();
        }
        ManagedObject device = create(serial);
        return switch (row.getFirst()) {
            case "110", "122", "500" -> Optional.empty();
            case "113" -> mandatory(row, 2, () -> device.configuration = row.get(1));
            case "114" -> mandatory(row, 2, () -> device.supported = row.subList(1, row.size()));
            case "117" -> mandatory(row, 2, () -> device.availability = row.get(1));
            case "125" -> mandatory(row, 1, () -> device.heartbeats++);
            case "301", "302", "303", "304", "306" -> mandatory(row, 2, () -> device.alarms.add(row));
            case "400" -> mandatory(row, 3, () -> {});
            case "501" -> move(device, row, "PENDING", "EXECUTING");
            case "502" -> move(device, row, "EXECUTING", "FAILED");
            case "503" -> move(device, row, "EXECUTING", "SUCCESSFUL");
            default -> Optional.of("40," + row.getFirst() + ",No static template for this message id");
        };
    }

    private static Optional<String> mandatory(List<String> row, int fields, Runnable effect) {
        if (row.size() < fields || row.subList(0, fields).contains("")) {
            return Optional.of("45," + row.getFirst() + ",Wrong number of arguments");
        }
        effect.run();
        return Optional.empty();
    }

    private static Optional<String> move(ManagedObject device, List<String> row, String from, String to) {
        for (Operation operation : device.operations) {
            if (operation.status.equals(from) && operation.fragment().equals(row.get(1))) {
                operation.status = to;
                return Optional.empty();
            }
        }
        return Optional.of("50," + row.getFirst() + ",No " + from + " operation " + row.get(1));
    }
}
