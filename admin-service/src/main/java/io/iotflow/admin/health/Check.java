package io.iotflow.admin.health;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A part of the product whose health is known to one of the services. */
enum Check {
    DATABASE("database", "Reactive PostgreSQL"),
    REDIS("redis", "redis"),
    IOTDB("iotdb", "iotdb"),
    MQTT("mqtt", "mqtt");

    private final String wireName;
    private final String reportedAs;

    Check(String wireName, String reportedAs) {
        this.wireName = wireName;
        this.reportedAs = reportedAs;
    }

    String wireName() {
        return wireName;
    }

    /** Whether a service's check is this one. */
    boolean isReportedBy(String name) {
        return name.startsWith(reportedAs);
    }

    static Optional<Check> parse(String wireName) {
        return Arrays.stream(values())
                .filter(check -> check.wireName.equals(wireName))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Check::wireName).collect(Collectors.joining(", "));
    }
}
