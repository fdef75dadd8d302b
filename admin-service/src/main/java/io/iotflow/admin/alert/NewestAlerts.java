package io.iotflow.admin.alert;

import io.iotflow.admin.alert.AlertRepository.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The newest alerts of all rules, for a first look. */
@Singleton
public class NewestAlerts {

    private static final Wanted ANY = new Wanted(AlertState.names(), Optional.empty(), Optional.empty());

    /**
     * The newest, whatever their state.
     *
     * @param unclosed how many alerts of all rules are not closed
     */
    public record Newest(long unclosed, List<AlertJson> recent) {}

    private final AlertRepository alerts;

    NewestAlerts(AlertRepository alerts) {
        this.alerts = alerts;
    }

    public Uni<Newest> newest(int most) {
        return alerts.page(ANY, Long.MAX_VALUE, most)
                .chain(found -> alerts.countUnclosed()
                        .map(unclosed -> new Newest(
                                unclosed, found.stream().map(AlertJson::of).toList())));
    }
}
