package io.iotflow.ingest.http;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.ingest.pipeline.IngestResult;
import io.iotflow.ingest.pipeline.IngestResult.Many;
import io.iotflow.ingest.pipeline.IngestResult.One;
import io.iotflow.ingest.pipeline.IngestResult.Unreadable;
import io.iotflow.ingest.pipeline.ItemResult;
import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import io.iotflow.ingest.pipeline.ItemResult.Written;
import io.iotflow.ingest.refusal.Excerpt;
import io.iotflow.ingest.refusal.Refusal;
import io.iotflow.ingest.refusal.RefusalLedger;
import io.iotflow.ingest.refusal.RefusalSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Tells the ledger what was refused over HTTP, at most so many of one request. */
@Singleton
class HttpRefusals {

    private static final String TRANSPORT = "http";

    private final RefusalLedger ledger;
    private final RefusalSettings settings;
    private final Clock clock;

    HttpRefusals(RefusalLedger ledger, RefusalSettings settings, Clock clock) {
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** Notes that something was refused before its readings were looked at. */
    void note(Optional<DeviceId> device, String code, String message, String excerpt) {
        ledger.note(new Refusal(clock.instant(), device, TRANSPORT, code, message, excerpt));
    }

    /** Notes what was refused of a JSON body. */
    void noteJson(DeviceId device, IngestResult result, byte[] body) {
        note(device, result, body, SentReadings::ofArray);
    }

    /** Notes what was refused of a body with one reading a line. */
    void noteLines(DeviceId device, IngestResult result, byte[] body) {
        note(device, result, body, SentReadings::ofLines);
    }

    private void note(
            DeviceId device,
            IngestResult result,
            byte[] body,
            BiFunction<byte[], Set<Integer>, Map<Integer, String>> excerpts) {
        switch (result) {
            case Unreadable(String reason) -> note(Optional.of(device), "malformed_json", reason, Excerpt.of(body));
            case One(ItemResult item) ->
                refused(item)
                        .ifPresent(refused ->
                                note(Optional.of(device), refused.code(), message(refused), Excerpt.of(body)));
            case Many(List<ItemResult> items) -> {
                Map<Integer, Rejected> refused = refused(items);
                if (!refused.isEmpty()) {
                    Map<Integer, String> sent = excerpts.apply(body, refused.keySet());
                    refused.forEach((index, why) -> note(
                            Optional.of(device),
                            why.code(),
                            "reading " + index + ": " + message(why),
                            sent.getOrDefault(index, "")));
                }
            }
        }
    }

    private Map<Integer, Rejected> refused(List<ItemResult> items) {
        Map<Integer, Rejected> refused = new TreeMap<>();
        for (int index = 0; index < items.size() && refused.size() < settings.mostOfARequest(); index++) {
            int position = index;
            refused(items.get(index)).ifPresent(why -> refused.put(position, why));
        }
        return refused;
    }

    private static Optional<Rejected> refused(ItemResult item) {
        return switch (item) {
            case Rejected rejected -> Optional.of(rejected);
            case Written(var _, Refused(String code, String reason)) -> Optional.of(new Rejected(code, "", reason));
            case Written _ -> Optional.empty();
        };
    }

    private static String message(Rejected rejected) {
        return rejected.field().isEmpty() ? rejected.reason() : rejected.field() + ": " + rejected.reason();
    }
}
