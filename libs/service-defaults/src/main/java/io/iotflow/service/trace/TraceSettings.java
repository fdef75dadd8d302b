package io.iotflow.service.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What is told of requests, and to whom. */
@ConfigMapping(prefix = "iotflow.traces")
interface TraceSettings {

    /**
     * Where an OTLP collector takes traces over HTTP, such as {@code http://collector:4318/v1/traces}. There are no traces
     * without it.
     */
    Optional<URI> endpoint();

    /**
     * The share of requests that is told, from 0 to 1. A caller that traces its own requests ({@code traceparent}) decides
     * for them instead.
     */
    @WithDefault("0.05")
    double share();

    /** How long requests are gathered before they are told together. */
    @WithDefault("5s")
    Duration every();

    /** How many wait to be told; more are dropped. */
    @WithDefault("2048")
    int mostWaiting();
}
