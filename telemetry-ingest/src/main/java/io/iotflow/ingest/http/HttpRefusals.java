package io.iotflow.ingest.http;

import io.iotflow.domain.DeviceId;
import io.iotflow.domain.ReadingOutcome.Refused;
import io.iotflow.ingest.pipeline.Acceptance;
import io.iotflow.ingest.pipeline.Acceptance.Full;
import io.iotflow.ingest.pipeline.Acceptance.HeldMany;
import io.iotflow.ingest.pipeline.Acceptance.HeldOne;
import io.iotflow.ingest.pipeline.Acceptance.NothingHeld;
import io.iotflow.ingest.pipeline.IngestResult;
import io.iotflow.ingest.pipeline.IngestResult.Many;
import io.iotflow.ingest.pipeline.IngestResult.One;
import io.iotflow.ingest.pipeline.IngestResult.Unreadable;
import io.iotflow.ingest.pipeline.ItemResult;
import io.iotflow.ingest.pipeline.ItemResult.Rejected;
import io.iotflow.ingest.pipeline.ItemResult.Written;
import io.iotflow.ingest.refusal.Refusal;
import io.iotflow.ingest.refusal.RefusalLedger;
import io.iotflow.ingest.refusal.RefusalSettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** Notes what was refused of a body. */
    void note(DeviceId device, IngestResult result, SentReadings sent) {
        switch (result) {
            case Unreadable(String reason) -> note(Optional.of(device), "malformed_json", reason, sent.excerpt());
            case One(ItemResult item) ->
                refused(item)
                        .ifPresent(refused ->
                                note(Optional.of(device), refused.code(), refused.message(), sent.excerpt()));
            case Many(List<ItemResult> items) -> noteMany(device, refused(items), sent);
        }
    }

    /** Notes what was not held of a body. */
    void note(DeviceId device, Acceptance acceptance, SentReadings sent) {
        switch (acceptance) {
            case NothingHeld(IngestResult result) -> note(device, result, sent);
            case HeldMany(var _, SortedMap<Integer, Rejected> rejected) -> noteMany(device, rejected, sent);
            case HeldOne _, Full _ -> {}
        }
    }

    private void noteMany(DeviceId device, SortedMap<Integer, Rejected> rejected, SentReadings sent) {
        SortedMap<Integer, Rejected> noted = new TreeMap<>();
        rejected.entrySet().stream()
                .limit(settings.mostOfARequest())
                .forEach(item -> noted.put(item.getKey(), item.getValue()));
        if (noted.isEmpty()) {
            return;
        }
        Map<Integer, String> excerpts = sent.excerpts(noted.keySet());
        noted.forEach((index, why) -> note(
                Optional.of(device),
                why.code(),
                "reading " + index + ": " + why.message(),
                excerpts.getOrDefault(index, "")));
    }

    private static SortedMap<Integer, Rejected> refused(List<ItemResult> items) {
        SortedMap<Integer, Rejected> refused = new TreeMap<>();
        for (int index = 0; index < items.size(); index++) {
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
}
