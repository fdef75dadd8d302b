package io.iotflow.admin.alert.rule;

/** Which devices a rule watches; of them only those whose status is active. */
public sealed interface Scope {

    /** All. */
    record EveryDevice() implements Scope {}

    record OneDevice(long id) implements Scope {}

    /** The members of a static or a dynamic group, as they are at each round. */
    record OfGroup(long id) implements Scope {}

    record OfType(String type) implements Scope {}
}
