package io.iotflow.limit;

/** Whether a request may pass. */
public sealed interface Verdict {

    /** It may, and was counted. */
    record Passed(Allowance allowance) implements Verdict {}

    /** It may not, and was not counted. */
    record Refused(Allowance allowance) implements Verdict {}

    /** It may: there is no limit, or Redis is away. */
    record Unchecked() implements Verdict {
        static final Unchecked INSTANCE = new Unchecked();
    }
}
