package io.iotflow.admin.alert.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How webhooks are told. */
@ConfigMapping(prefix = "iotflow.alerts.webhook")
interface WebhookSettings {

    /** The only hosts that may be told, by name; any when it is not set. */
    Optional<Set<String>> onlyHosts();

    /** Hosts that may be told, by name, though they lead into a private network or to this machine; no other may. */
    Optional<Set<String>> privateHosts();

    /** How often what is due is sent. */
    @WithDefault("1s")
    Duration sendEvery();

    /** How many are told at once. */
    @WithDefault("16")
    int atOnce();

    /** How long one answer may take, connecting included. */
    @WithDefault("5s")
    Duration timeout();

    /** How long to wait after the first failure; each further one doubles it. Each wait is made up to a half longer by chance. */
    @WithDefault("2s")
    Duration firstWait();

    /** The longest wait. */
    @WithDefault("30m")
    Duration longestWait();

    /** After how many failures it is given up; with the waits above, after about two days. */
    @WithDefault("100")
    int attempts();
}
