package io.iotflow.admin.alert.rule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rules are evaluated and alerts are kept. */
@ConfigMapping(prefix = "iotflow.alerts")
public interface AlertSettings {

    /** How long after the beginning of a round the next one of the same rule begins; later when {@code share} says so. */
    @WithDefault("5s")
    Duration every();

    /** Which part of the time the rounds of all rules may take together; over a large fleet they become rarer instead. */
    @WithDefault("0.1")
    double share();

    /** The longest pause between two rounds of a rule, whatever their share. */
    @WithDefault("5m")
    Duration longestPause();

    /** How often it is looked whether a rule is due. */
    @WithDefault("1s")
    Duration lookEvery();

    /** How many devices one question to the store is about. */
    @WithDefault("200")
    int page();

    /** After which time without a sign another replica goes on with a rule that one has begun. */
    @WithDefault("1m")
    Duration abandonedAfter();

    /** The most rules. */
    @WithDefault("200")
    int mostRules();

    /** How long alerts can be read that are closed. */
    @WithDefault("90d")
    Duration keepFor();

    /** How often alerts are removed that are too old. */
    @WithDefault("1h")
    Duration upkeepEvery();

    /** The most alerts that go in one statement. */
    @WithDefault("1000")
    int upkeepBatch();
}
