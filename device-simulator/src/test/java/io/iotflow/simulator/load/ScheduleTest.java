package io.iotflow.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long START = 5_000;

    @Test
    void makesMessagesDueEvenly() {
        Pace pace = new Pace.OpenLoop(1000);
        Schedule schedule = Schedule.of(pace, START);

        assertThat(schedule.due(pace, START - 1)).isZero();
        assertThat(schedule.due(pace, START)).isEqualTo(1);
        assertThat(schedule.due(pace, after(2))).isEqualTo(3);
        assertThat(schedule.intended(2, 0)).isEqualTo(after(2));
    }

    @Test
    void makesMessagesDueTogetherWhenTheFirstOfThemIs() {
        Pace pace = new Pace.OpenLoop(1000, 4);
        Schedule schedule = Schedule.of(pace, START);

        assertThat(schedule.due(pace, START - 1)).isZero();
        assertThat(schedule.due(pace, START)).isEqualTo(4);
        assertThat(schedule.due(pace, after(4) - 1)).isEqualTo(4);
        assertThat(schedule.due(pace, after(4))).isEqualTo(8);
        assertThat(schedule.intended(3, 0)).isEqualTo(START);
        assertThat(schedule.intended(4, 0)).isEqualTo(schedule.intended(7, 0)).isEqualTo(after(4));
    }

    private static long after(long millis) {
        return START + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
