package io.iotflow.ingest.refusal;

/** Where refusals are noted. */
@FunctionalInterface
public interface RefusalLedger {

    /** Notes a refusal. Costs its caller next to nothing and never fails; in a flood some are not kept. Any thread. */
    void note(Refusal refusal);
}
