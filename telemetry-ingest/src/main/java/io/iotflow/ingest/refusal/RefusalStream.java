package io.iotflow.ingest.refusal;

import io.iotflow.domain.DeviceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The refusals of all replicas, in one stream of Redis that trims itself. */
@Singleton
class RefusalStream {

    /** Part of a page: at most so many, the newest first, and where the next part begins. */
    record Page(List<Refusal> refusals, Optional<String> next) {}

    private static final String KEY = "iotflow:refusals";
    private static final String NEWEST = "+";
    private static final int PAGE = 500;

    /** By how much our clock may differ from that of Redis, which numbers the entries. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private final Redis redis;
    private final RefusalSettings settings;

    RefusalStream(Redis redis, RefusalSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    /** Adds them in one round trip. Fails when Redis does not take them. */
    Uni<Void> add(List<Refusal> refusals) {
        return redis.batch(refusals.stream().map(this::request).toList())
                .ifNoItem()
                .after(settings.redisTimeout())
                .fail()
                .replaceWithVoid();
    }

    /** The newest that the selection wants. Fails when Redis does not answer. */
    Uni<List<Refusal>> newest(RefusalSelection selection) {
        return collect(selection, NEWEST, new ArrayList<>());
    }

    private Uni<List<Refusal>> collect(RefusalSelection selection, String from, List<Refusal> found) {
        return page(from, selection.since()).chain(page -> {
            page.refusals().stream()
                    .filter(selection::wants)
                    .limit(selection.limit() - found.size())
                    .forEach(found::add);
            boolean enough = found.size() == selection.limit() || page.next().isEmpty();
            return enough
                    ? Uni.createFrom().item(found)
                    : collect(selection, page.next().get(), found);
        });
    }

    private Uni<Page> page(String from, Instant since) {
        long earliest = Math.max(0, since.minus(CLOCK_DIFFERENCE).toEpochMilli());
        Request request = Request.cmd(Command.XREVRANGE)
                .arg(KEY)
                .arg(from)
                .arg(Long.toString(earliest))
                .arg("COUNT")
                .arg(Integer.toString(PAGE));
        return redis.send(request)
                .ifNoItem()
                .after(settings.redisTimeout())
                .fail()
                .map(RefusalStream::read);
    }

    private Request request(Refusal refusal) {
        return Request.cmd(Command.XADD)
                .arg(KEY)
                .arg("MAXLEN")
                .arg("~")
                .arg(Integer.toString(settings.mostKept()))
                .arg("*")
                .arg("at")
                .arg(Long.toString(refusal.timestamp().toEpochMilli()))
                .arg("device")
                .arg(refusal.device().map(DeviceId::toString).orElse(""))
                .arg("transport")
                .arg(refusal.transport())
                .arg("code")
                .arg(refusal.code())
                .arg("message")
                .arg(refusal.message())
                .arg("excerpt")
                .arg(refusal.excerpt());
    }

    private static Page read(Response entries) {
        List<Refusal> refusals = new ArrayList<>();
        Optional<String> last = Optional.empty();
        for (Response entry : entries) {
            refusals.add(refusal(entry.get(1)));
            last = Optional.of(entry.get(0).toString());
        }
        Optional<String> next = refusals.size() < PAGE ? Optional.empty() : last.map(id -> "(" + id);
        return new Page(refusals, next);
    }

    /** The members are in the order in which {@link #request} wrote them, each behind its name. */
    private static Refusal refusal(Response members) {
        return new Refusal(
                Instant.ofEpochMilli(members.get(1).toLong()),
                DeviceId.parse(members.get(3).toString()),
                members.get(5).toString(),
                members.get(7).toString(),
                members.get(9).toString(),
                members.get(11).toString());
    }
}
