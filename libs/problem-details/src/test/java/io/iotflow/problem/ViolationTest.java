package io.iotflow.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationTest {

    @Test
    void saysWhichFieldIsWrong() {
        assertThat(Violation.inBody("pressure", "a number is finite").sentence())
                .isEqualTo("pressure: a number is finite");
        assertThat(Violation.inBody("a", "accepted are numbers").sentence()).isEqualTo("a: accepted are numbers");
    }

    @Test
    void saysItOnceWhenTheMessageBeginsWithIt() {
        assertThat(Violation.inBody("timestamp", "timestamp out of range").sentence())
                .isEqualTo("timestamp out of range");
    }

    @Test
    void saysTheMessageAloneOfABodyAsAWhole() {
        assertThat(Violation.inBody("", "a reading is a JSON object").sentence())
                .isEqualTo("a reading is a JSON object");
    }

    @Test
    void isTheDetailOfAProblem() {
        Violation time = Violation.inBody("timestamp", "timestamp out of range");

        assertThat(ProblemException.invalid(List.of(time, time)))
                .hasMessageContaining("timestamp out of range (and 1 more)");
    }
}
