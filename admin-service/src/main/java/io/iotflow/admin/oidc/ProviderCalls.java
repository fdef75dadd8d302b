package io.iotflow.admin.oidc;

import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import io.iotflow.service.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The one bridge from the provider's blocking client to pipelines: virtual threads, a bounded number at once. */
@Singleton
class ProviderCalls {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("oidc-", 0).factory());
    private final Semaphore free;

    ProviderCalls(OidcSettings settings) {
        this.free = new Semaphore(settings.atOnce());
    }

    /** Runs a call; the answer comes in the context of the caller. */
    <T> Uni<T> run(Supplier<T> call) {
        return CallerContext.keep(Uni.createFrom().item(() -> bounded(call)).runSubscriptionOn(threads));
    }

    private <T> T bounded(Supplier<T> call) {
        if (!free.tryAcquire()) {
            throw new LoginRefusedException(Reason.BUSY, "too many logins ask the provider");
        }
        try {
            return call.get();
        } finally {
            free.release();
        }
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
