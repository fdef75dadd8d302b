package io.iotflow.simulator.scenario;

import io.iotflow.simulator.device.Connections.Protocol;
import io.iotflow.simulator.device.Faults;
import io.iotflow.simulator.device.TimestampFormat;
import io.iotflow.simulator.fleet.FleetMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a run is to be.
 *
 * @param title its name; without one that of its fleet, or of its profile
 * @param devices by the mark of the run, which names them when the scenario does not
 * @param stages one after the other; none: the profiles say how often devices measure, until the time is over
 * @param seed makes a run repeatable
 * @param audit whether everything is read back afterwards
 */
public record Scenario(
        String title,
        Function<String, List<FleetMember>> devices,
        Sending sending,
        Tempo tempo,
        List<Stage> stages,
        Faults faults,
        long seed,
        boolean audit) {

    /**
     * How readings leave the devices.
     *
     * @param batch readings in a message
     * @param payloadBytes a message is at least so long
     */
    public record Sending(Protocol transport, int qos, int batch, int payloadBytes, TimestampFormat timestamps) {}

    /**
     * How fast everything goes.
     *
     * @param rate messages a second of all devices together; 0 leaves that to the profiles
     * @param ramp in which the devices start
     * @param stagger from one device's start to the next one's
     * @param seconds how long the run is; 0 is for ever
     */
    public record Tempo(double rate, Duration ramp, Duration stagger, double seconds) {}

    public Scenario {
        stages = List.copyOf(stages);
    }

    /** How long the run is in seconds; 0 is for ever. */
    public double seconds() {
        return stages.isEmpty()
                ? tempo.seconds()
                : stages.stream().mapToLong(stage -> stage.length().toMillis()).sum() / 1000.0;
    }

    /** Messages a second of all devices at the beginning; 0 leaves that to the profiles. */
    public double firstRate() {
        return stages.isEmpty() ? tempo.rate() : stages.getFirst().rateAt(Duration.ZERO);
    }

    /**
     * Itself, if it is not too large.
     *
     * @throws ScenarioException for more devices, a longer run, or one that never ends
     */
    public Scenario within(int mostDevices, Duration longest) throws ScenarioException {
        List<String> complaints = new ArrayList<>();
        int count = devices.apply("").size();
        if (count > mostDevices) {
            complaints.add("count must be at most " + mostDevices + " here");
        }
        if (seconds() == 0 || seconds() > longest.toSeconds()) {
            complaints.add("duration, or the seconds of all stages, must be more than 0 and at most "
                    + longest.toSeconds() + " here");
        }
        if (!complaints.isEmpty()) {
            throw new ScenarioException(complaints);
        }
        return this;
    }
}
