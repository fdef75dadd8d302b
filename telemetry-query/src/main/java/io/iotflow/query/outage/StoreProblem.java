package io.iotflow.query.reading;

import io.iotflow.problem.ProblemException;
import io.iotflow.store.StoreUnavailableException;

/** What a caller is told while the store does not answer: never an empty result. */
final class StoreProblem {

    private StoreProblem() {}

    static ProblemException of(Throwable failure) {
        return ProblemException.unavailable(
                "Telemetry is not available",
                "IoTDB may not be available. Try again.",
                ((StoreUnavailableException) failure).retryIn());
    }
}
