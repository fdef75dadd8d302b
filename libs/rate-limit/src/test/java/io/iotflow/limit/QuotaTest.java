package io.iotflow.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iotflow.limit.Verdict.Passed;
import io.iotflow.limit.Verdict.Refused;
import io.iotflow.limit.Verdict.Unchecked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Against a real Redis; two quotas of one name are two replicas. */
class QuotaTest {

    private static final Limit HUNDRED = new Limit(100, Duration.ofMinutes(1));
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static OwnRedis redis;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private String name = "";
    private Quota<String> here;
    private Quota<String> there;

    @BeforeAll
    static void start() throws Exception {
        redis = new OwnRedis();
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
    }

    @BeforeEach
    void twoReplicas(TestInfo test) {
        name = test.getDisplayName();
        here = limiter(new Settings(PATIENCE)).quota(name);
        there = limiter(new Settings(PATIENCE)).quota(name);
    }

    private RateLimiter limiter(Settings settings) {
        return new RateLimiter(new RedisLeaseSource(redis.client(), settings), settings, metrics);
    }

    @Test
    void letsExactlyTheLimitPassOnTwoReplicasTogether() throws Exception {
        int passed = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Quota<String> replica = i % 2 == 0 ? here : there;
                senders.add(() -> passes(replica, HUNDRED, 500));
            }
            for (Future<Integer> sender : threads.invokeAll(senders)) {
                passed += sender.get();
            }
        }

        assertThat(passed).isEqualTo(100);
    }

    @Test
    void countsASmallLimitOneByOne() {
        Limit ten = new Limit(10, Duration.ofMinutes(1));

        int passed = 0;
        for (int i = 0; i < 10; i++) {
            passed += passes(i % 2 == 0 ? here : there, ten, 1);
        }

        assertThat(passed).isEqualTo(10);
        assertThat(passes(here, ten, 1) + passes(there, ten, 1)).isZero();
    }

    @Test
    void countsEachCallerByItself() {
        assertThat(passes(here, HUNDRED, 150)).isEqualTo(100);
        assertThat(here.take("another", HUNDRED).await().indefinitely()).isInstanceOf(Passed.class);
    }

    @Test
    void tellsWhatIsLeftAndWhenTheWindowEnds() {
        Passed passed = (Passed) here.take("caller", HUNDRED).await().indefinitely();

        assertThat(passed.allowance().remaining()).isEqualTo(99);
        assertThat(passed.allowance().resetIn()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    }

    @Test
    void refusesFromMemory() throws Exception {
        passes(here, HUNDRED, 101);

        assertThat(here.tryTake("caller", HUNDRED)).get().isInstanceOf(Refused.class);
        assertThat(metrics.counter("iotflow.limit.refused", "limit", name).count())
                .isEqualTo(2);
    }

    @Test
    void passesFromMemoryWhatMayPassAndCountsNothingElse() {
        assertThat(here.tryPass("caller", HUNDRED)).isEmpty();

        assertThat(passes(here, HUNDRED, 1)).isOne();
        assertThat(here.tryPass("caller", HUNDRED)).get().isInstanceOf(Passed.class);

        assertThat(passes(here, HUNDRED, 100)).isEqualTo(98);
        double refused = metrics.counter("iotflow.limit.refused", "limit", name).count();
        assertThat(here.tryPass("caller", HUNDRED)).isEmpty();
        assertThat(metrics.counter("iotflow.limit.refused", "limit", name).count())
                .isEqualTo(refused);
    }

    @Test
    void beginsANewWindow() {
        Limit quick = new Limit(100, Duration.ofMillis(300));
        passes(here, quick, 100);

        await().atMost(Duration.ofSeconds(5)).until(() -> passes(here, quick, 1) == 1);

        assertThat(passes(here, quick, 99)).isBetween(90, 99);
    }

    @Test
    void asksAgainWhenTheLimitIsRaised() {
        passes(here, HUNDRED, 101);

        assertThat(passes(here, new Limit(150, Duration.ofMinutes(1)), 100)).isEqualTo(50);
    }

    @Test
    void doesNotCountWithoutALimit() {
        Limit none = new Limit(0, Duration.ofMinutes(1));

        assertThat(here.tryTake("caller", none)).get().isInstanceOf(Unchecked.class);
        assertThat(metrics.counter("iotflow.limit.unchecked", "limit", name).count())
                .isZero();
    }

    @Test
    void letsPassAndCountsWhileRedisIsAwayAndLimitsAgainAfterwards() throws Exception {
        redis.kill();

        assertThat(passes(here, HUNDRED, 300)).isEqualTo(300);
        assertThat(metrics.counter("iotflow.limit.unchecked", "limit", name).count())
                .isEqualTo(300);

        redis.comeBack();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> here.take("caller", HUNDRED).await().indefinitely() instanceof Passed);
        assertThat(passes(here, HUNDRED, 200)).isEqualTo(99);
    }

    @Test
    void waitsForASlowRedisWhereItGuardsAlsoAfterOthersGaveUp() throws Exception {
        Limit one = new Limit(1, Duration.ofMinutes(1));
        RateLimiter limiter = limiter(new Settings(Duration.ofMillis(20)));
        Quota<String> quota = limiter.quota(name + " of devices");
        Quota<String> guard = limiter.guard(name);
        Verdict hurried;
        Future<Verdict> first;
        Future<Verdict> second;

        // When a path that must not wait gives up, and strangers come then
        try (AutoCloseable _ = redis.hang()) {
            hurried = quota.take("caller", one).await().indefinitely();
            first = guard.take("caller", one).subscribeAsCompletionStage();
            second = guard.take("caller", one).subscribeAsCompletionStage();
        }

        assertThat(hurried).isInstanceOf(Unchecked.class);
        assertThat(first.get()).isInstanceOf(Passed.class);
        assertThat(second.get()).isInstanceOf(Refused.class);
    }

    private static int passes(Quota<String> replica, Limit limit, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            switch (replica.take("caller", limit).await().indefinitely()) {
                case Passed _, Unchecked _ -> passed++;
                case Refused _ -> {}
            }
        }
        return passed;
    }

    private record Settings(Duration redisTimeout) implements LimiterSettings {
        @Override
        public long mostCallers() {
            return 1000;
        }

        @Override
        public Duration guardTimeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration redisPause() {
            return Duration.ofMillis(100);
        }
    }
}
