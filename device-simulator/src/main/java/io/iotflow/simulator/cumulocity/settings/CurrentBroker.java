package io.iotflow.simulator.cumulocity.settings;

import io.iotflow.simulator.cumulocity.TenantRate;
import io.iotflow.simulator.database.DatabaseMigration;
import io.iotflow.simulator.link.MqttSession;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** The broker that devices connect to now, from the settings that are kept. Any thread may call. */
@Singleton
public class CurrentBroker {

    private static final Logger LOG = Logger.getLogger(CurrentBroker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private record Road(BrokerSettings settings, NetClient client) {}

    private final Vertx vertx;
    private final BrokerSettingsRepository repository;
    private final TenantRate rate = new TenantRate();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Road> road = Optional.empty();

    CurrentBroker(Vertx vertx, BrokerSettingsRepository repository) {
        this.vertx = vertx;
        this.repository = repository;
    }

    void begin(@Observes StartupEvent starting, DatabaseMigration migration) {
        migration.done().onSuccess(_ -> load());
    }

    private void load() {
        repository.find().onSuccess(found -> found.ifPresent(this::use)).onFailure(failure -> {
            LOG.warnf("The settings of Cumulocity can't be read now: %s", failure.getMessage());
            vertx.setTimer(PAUSE.toMillis(), _ -> load());
        });
    }

    /** How fast all devices together may send. */
    public TenantRate rate() {
        return rate;
    }

    /** Who is told, on any thread, that devices have to connect anew. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Connects a client; fails when nothing is configured. */
    public Future<MqttSession> connect(String clientId) {
        Optional<Road> now = road;
        if (now.isEmpty()) {
            return Future.failedFuture("Cumulocity is not configured");
        }
        Road open = now.get();
        return MqttSession.connect(vertx, open.client(), open.settings().login(clientId));
    }

    /** Keeps settings, and has all devices connect anew. */
    Future<Void> change(BrokerSettings settings) {
        return repository.keep(settings).onSuccess(_ -> use(settings));
    }

    /** Forgets the settings; devices stay away until there are new ones. */
    Future<Void> forget() {
        return repository.forget().onSuccess(_ -> replace(Optional.empty()));
    }

    private void use(BrokerSettings settings) {
        rate.set(settings.messagesPerSecond());
        replace(Optional.of(new Road(settings, vertx.createNetClient(settings.options()))));
    }

    private void replace(Optional<Road> next) {
        Optional<Road> before = road;
        road = next;
        listeners.forEach(Runnable::run);
        // The sessions of before say goodbye first.
        before.ifPresent(
                old -> vertx.setTimer(PAUSE.toMillis(), _ -> old.client().close()));
    }
}
