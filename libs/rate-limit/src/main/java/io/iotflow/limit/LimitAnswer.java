package io.iotflow.limit;

import io.iotflow.limit.Verdict.Passed;
import io.iotflow.limit.Verdict.Refused;
import io.iotflow.limit.Verdict.Unchecked;
import io.iotflow.problem.ExceededLimit;
import io.iotflow.problem.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;

/** Says in HTTP what a limit decided. */
public final class LimitAnswer {

    private LimitAnswer() {}

    /**
     * Sets the headers of the limit, with whole seconds until the window ends; fails with the problem that the caller is
     * told when it may not go on. Unchecked requests get no headers: nothing is known then.
     */
    public static void give(HttpServerResponse response, Verdict verdict) {
        switch (verdict) {
            case Unchecked _ -> {}
            case Passed(Allowance allowance) -> describe(response, allowance);
            case Refused(Allowance allowance) -> {
                describe(response, allowance);
                throw ProblemException.rateLimited(exceeded(allowance));
            }
        }
    }

    private static void describe(HttpServerResponse response, Allowance allowance) {
        set(response.headers(), "Limit", allowance.limit().requests());
        set(response.headers(), "Remaining", allowance.remaining());
        set(response.headers(), "Reset", exceeded(allowance).retrySeconds());
    }

    private static void set(MultiMap headers, String name, long value) {
        String text = Long.toString(value);
        headers.set("RateLimit-" + name, text);
        headers.set("X-RateLimit-" + name, text);
    }

    private static ExceededLimit exceeded(Allowance allowance) {
        return new ExceededLimit(allowance.limit().requests(), allowance.limit().window(), allowance.resetIn());
    }
}
