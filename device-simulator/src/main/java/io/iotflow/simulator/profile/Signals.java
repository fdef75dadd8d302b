package io.iotflow.simulator.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What a device of a profile measures at a time. The same seed and the same times give the same values. */
public final class Signals {

    private static final double SECONDS_OF_AN_HOUR = 3600;
    private static final double FULL = 100;

    /** What a profile may list as its measurements. */
    static final List<String> MEASUREMENTS = List.of(
            "temperature",
            "humidity",
            "pressure",
            "vibration",
            "power_consumption",
            "battery",
            "accelerometer",
            "gyroscope",
            "cpu_usage",
            "memory_usage",
            "network_traffic",
            "connected_devices");

    private final Profile profile;
    private final RandomGenerator random;
    private final ZoneId zone;
    private final Map<String, Signal.Course> courses = new LinkedHashMap<>();
    private Instant charged;

    /**
     * @param zone in which the local hour is, on which the temperature depends
     * @param begun when the battery was full
     */
    public Signals(Profile profile, RandomGenerator random, ZoneId zone, Instant begun) {
        this.profile = profile;
        this.random = random;
        this.zone = zone;
        this.charged = begun;
        profile.signals().forEach((name, signal) -> courses.put(name, signal.begin(random, begun)));
    }

    /** The fields of a reading. */
    public Map<String, Object> measure(Instant time) {
        Map<String, Object> fields = new LinkedHashMap<>();
        double temperature = temperature(time);
        for (String measurement : profile.measurements()) {
            measure(measurement, time, temperature, fields);
        }
        courses.forEach((name, course) -> fields.put(name, course.at(time)));
        fields.put("signal_strength", random.nextInt(-80, -39));
        fields.put("signal_quality", random.nextInt(60, 101));
        return fields;
    }

    /** The battery is full again. */
    public void recharge(Instant time) {
        charged = time;
    }

    /** In percent; what is left at a time. */
    public double battery(Instant time) {
        double hours = Duration.between(charged, time).toMillis() / 1000.0 / SECONDS_OF_AN_HOUR;
        return Math.max(0, FULL - hours * profile.batteryPercentPerHour());
    }

    private void measure(String measurement, Instant time, double temperature, Map<String, Object> fields) {
        switch (measurement) {
            case "temperature" -> fields.put(measurement, temperature);
            case "humidity" -> fields.put(measurement, humidity(temperature));
            case "pressure" -> fields.put(measurement, random.nextDouble(1010, 1020));
            case "vibration" -> fields.put(measurement, random.nextDouble(0, 10));
            case "power_consumption" -> fields.put(measurement, random.nextDouble(0.5, 5.0));
            case "battery" -> fields.put("battery_level", battery(time));
            case "accelerometer" -> axes(fields, measurement, 2, 8, 12);
            case "gyroscope" -> axes(fields, measurement, 0.5, -0.5, 0.5);
            case "cpu_usage" -> fields.put(measurement, random.nextDouble(5, 95));
            case "memory_usage" -> fields.put(measurement, random.nextDouble(20, 90));
            case "network_traffic" -> fields.put(measurement, random.nextDouble(0, 100));
            case "connected_devices" -> fields.put(measurement, random.nextInt(1, 51));
            default ->
                throw new IllegalStateException(
                        "profile " + profile.name() + " measures '" + measurement + "', which nobody knows");
        }
    }

    private double temperature(Instant time) {
        LocalTime local = LocalTime.ofInstant(time, zone);
        double hour = local.toSecondOfDay() / SECONDS_OF_AN_HOUR;
        return 22 + 8 * Math.sin((hour - 6) * Math.PI / 12) + random.nextDouble(-2, 2);
    }

    private double humidity(double temperature) {
        return Math.clamp(70 - 2 * (temperature - 20) + random.nextDouble(-5, 5), 30, 90);
    }

    private void axes(Map<String, Object> fields, String name, double plane, double least, double most) {
        fields.put(name + "_x", random.nextDouble(-plane, plane));
        fields.put(name + "_y", random.nextDouble(-plane, plane));
        fields.put(name + "_z", random.nextDouble(least, most));
    }
}
