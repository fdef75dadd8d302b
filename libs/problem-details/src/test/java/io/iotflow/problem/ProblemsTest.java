package io.iotflow.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsTest {

    @Test
    void namesTheBoundsOfANumber() {
        assertThat(NumberParameter.read("limit", "10", 1, 10)).isEqualTo(10);
        assertThatThrownBy(() -> NumberParameter.read("limit", "11", 1, 10)).hasMessageContaining("from 1 to 10");
        assertThatThrownBy(() -> NumberParameter.read("limit", "0", 1, 10)).hasMessageContaining("from 1 to 10");
        assertThatThrownBy(() -> NumberParameter.read("limit", "ten", 1, 10)).hasMessageContaining("limit");
    }

    @Test
    void saysEverythingThatIsWrong() {
        ProblemException problem = ProblemException.invalid(
                List.of(Violation.inBody("name", "is required"), Violation.inBody("device_type", "is required")));

        assertThat(problem.type().status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo("name: is required (and 1 more)");
        assertThat(problem.violations()).hasSize(2);
    }

    @Test
    void saysWhenToTryAgain() {
        ProblemException problem = ProblemException.unavailable("Busy", "Try again.", Duration.ofSeconds(3));

        assertThat(problem.type()).isEqualTo(ProblemType.SERVICE_UNAVAILABLE);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void tellsAnExceededLimitInWholeSeconds() {
        ExceededLimit limit = new ExceededLimit(100, Duration.ofSeconds(60), Duration.ofMillis(1001));

        ProblemException problem = ProblemException.rateLimited(limit);
        ProblemDocument document = ProblemDocument.of(problem, "/here", null);

        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(document.status()).isEqualTo(429);
        assertThat(document.retryAfter()).isEqualTo(2);
        assertThat(document.limit()).isEqualTo(100);
        assertThat(document.window()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION_FAILED",
        "404, NOT_FOUND",
        "418, VALIDATION_FAILED",
        "503, SERVICE_UNAVAILABLE",
        "500, INTERNAL_ERROR",
        "502, INTERNAL_ERROR"
    })
    void knowsTheKindOfAStatus(int status, ProblemType type) {
        assertThat(ProblemType.ofStatus(status)).isEqualTo(type);
    }
}
