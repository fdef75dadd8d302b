package io.iotflow.query.outage;

import io.iotflow.problem.ProblemException;
import io.iotflow.store.StoreUnavailableException;

/** What a caller is told while the store does not answer: never an empty result. */
public final class StoreProblem {

    private StoreProblem() {}

    public static ProblemException of(Throwable failure) {
        return ProblemException.unavailable(
                "Telemetry is not available",
                "IoTDB may not be available. Try again.",
                ((StoreUnavailableException) failure).retryIn());
    }
}
