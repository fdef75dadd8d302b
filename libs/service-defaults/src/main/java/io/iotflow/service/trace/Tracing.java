package io.iotflow.service.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Traces requests where a setting says to whom they are told. Where none does, no request is touched. */
@Singleton
class Tracing {

    /** Right after the request has its id. */
    private static final int AFTER_THE_FRAME = 9_998;

    private static final int LAST_SECONDS = 2;

    private final TraceSettings settings;
    private final String service;
    private @Nullable SdkTracerProvider provider;

    Tracing(TraceSettings settings, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.settings = settings;
        this.service = service;
    }

    void register(@Observes Filters filters) {
        settings.endpoint().ifPresent(endpoint -> {
            SdkTracerProvider made = provider(endpoint);
            provider = made;
            filters.register(new RequestTraces(made.get("io.iotflow"))::trace, AFTER_THE_FRAME);
        });
    }

    private SdkTracerProvider provider(URI endpoint) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build();
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(settings.every())
                        .setMaxQueueSize(settings.mostWaiting())
                        .build())
                .build();
    }

    /** What waits is told before the service ends. */
    void end(@Observes ShutdownEvent stopping) {
        SdkTracerProvider made = provider;
        if (made != null) {
            made.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
        }
    }
}
