package io.iotflow.query.live;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those of the streams that are open: a service that stops ends them, because it waits for the requests in flight. */
@Singleton
class OpenMailboxes {

    private static final String REASON = "The service is stopping. Connect again.";

    private final Set<Mailbox> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(Mailbox mailbox) {
        open.add(mailbox);
        if (stopping) {
            mailbox.end(REASON);
        }
    }

    void remove(Mailbox mailbox) {
        open.remove(mailbox);
    }

    void end(@Observes ShutdownDelayInitiatedEvent told) {
        stopping = true;
        open.forEach(mailbox -> mailbox.end(REASON));
    }
}
