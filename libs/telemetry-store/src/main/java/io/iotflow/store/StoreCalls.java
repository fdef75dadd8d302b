package io.iotflow.store;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * The one bridge from the store's blocking client to pipelines: a thread for each of a bounded number of connections, a
 * bound on the calls that wait for one, and a bound on the time of each. The answer comes on that thread. They are threads
 * of the machine: what reads from a socket on a virtual thread is woken by way of two others (ADR 164).
 */
@Singleton
class StoreCalls {

    /** One use of a connection. */
    @FunctionalInterface
    interface Call<T> {
        T on(SessionPool sessions) throws IoTDBConnectionException, StatementExecutionException;
    }

    /** A question whose answer has rows. */
    @FunctionalInterface
    interface Question {
        SessionDataSetWrapper on(SessionPool sessions) throws IoTDBConnectionException, StatementExecutionException;
    }

    /** What is made of the rows of an answer. */
    @FunctionalInterface
    interface Rows<T> {
        T read(DataIterator rows) throws IoTDBConnectionException, StatementExecutionException;
    }

    private static final int FAILOVERS = 1;
    private static final long FAILOVER_PAUSE_MILLIS = 100;

    private final ExecutorService threads;
    private final AtomicInteger open = new AtomicInteger();
    private final StoreSettings settings;
    private final SessionPool sessions;

    StoreCalls(StoreSettings settings) {
        this.settings = settings;
        this.threads = Executors.newFixedThreadPool(
                settings.connections(),
                Thread.ofPlatform().name("store-", 0).daemon().factory());
        this.sessions = open(settings);
    }

    /**
     * Runs a call; fails with {@link StoreUnavailableException} when it was not answered in time or at all, and at once when
     * too many wait.
     */
    <T> Uni<T> run(Call<T> call) {
        return bounded(answer -> answer.complete(call.on(sessions)));
    }

    /**
     * Asks a question, under the same bounds. The answer is given before the store is told that its rows were taken, which is
     * a call of its own: it is not waited for when {@code rows} does not look for a row after the last.
     */
    <T> Uni<T> ask(Question question, Rows<T> rows) {
        return bounded(answer -> {
            try (SessionDataSetWrapper found = question.on(sessions)) {
                answer.complete(rows.read(found.iterator()));
            }
        });
    }

    /** What gives an answer, and may go on for a moment after it. */
    @FunctionalInterface
    private interface Work<T> {
        void answer(UniEmitter<? super T> answer) throws IoTDBConnectionException, StatementExecutionException;
    }

    private <T> Uni<T> bounded(Work<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (open.incrementAndGet() > settings.mostOpen()) {
                open.decrementAndGet();
                return Uni.createFrom().failure(unavailable("Too many calls wait for the store"));
            }
            return begun(work);
        });
    }

    private <T> Uni<T> begun(Work<T> work) {
        long asked = System.nanoTime();
        return Uni.createFrom()
                .<T>emitter(answer -> answer(work, answer, asked))
                .runSubscriptionOn(threads)
                .ifNoItem()
                .after(settings.callTimeout())
                .fail()
                .onFailure(TimeoutException.class)
                .transform(_ -> tooLate());
    }

    private StoreUnavailableException tooLate() {
        return unavailable("The store did not answer in time");
    }

    StoreUnavailableException unavailable(String message) {
        return new StoreUnavailableException(message, settings.retryIn());
    }

    private <T> void answer(Work<T> work, UniEmitter<? super T> answer, long asked) {
        try {
            if (System.nanoTime() - asked > settings.callTimeout().toNanos()) {
                answer.fail(tooLate());
            } else {
                work.answer(answer);
            }
        } catch (IoTDBConnectionException disconnected) {
            answer.fail(unavailable("The store can't be reached: " + disconnected.getMessage()));
        } catch (StatementExecutionException refused) {
            answer.fail(new StoreRefusedException(refused));
        } finally {
            open.decrementAndGet();
        }
    }

    @PreDestroy
    void close() {
        sessions.close();
        threads.shutdown();
    }

    private static SessionPool open(StoreSettings settings) {
        Duration timeout = settings.callTimeout();
        List<String> nodes = settings.host().stream()
                .map(host -> host + ":" + settings.port())
                .toList();
        return new SessionPool.Builder()
                .nodeUrls(nodes)
                .user(settings.username())
                .password(settings.password())
                .maxSize(settings.connections())
                .fetchSize(settings.fetchSize())
                .connectionTimeoutInMs(Math.toIntExact(timeout.toMillis()))
                .waitToGetSessionTimeoutInMs(timeout.toMillis())
                .queryTimeoutInMs(timeout.toMillis())
                .maxRetryCount(FAILOVERS)
                .retryIntervalInMs(FAILOVER_PAUSE_MILLIS)
                .enableRedirection(false)
                .enableAutoFetch(false)
                // Else records of few devices become tablets, and the store syncs its log once for each device (ADR 9).
                .enableRecordsAutoConvertTablet(false)
                .build();
    }
}
