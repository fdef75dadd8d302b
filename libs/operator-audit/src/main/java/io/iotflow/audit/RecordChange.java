package io.iotflow.audit;

import io.iotflow.operator.Operator;
import io.iotflow.problem.ProblemException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Writes what operators change into the audit. What is changed in a transaction is to be written before its end, and anything
 * else before it is done, so that nothing is changed that is not in the audit.
 */
@Singleton
public class RecordChange {

    private static final Logger LOG = Logger.getLogger(RecordChange.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final OperatorAudit audit;
    private final CurrentIdentityAssociation callers;

    RecordChange(OperatorAudit audit, CurrentIdentityAssociation callers) {
        this.audit = audit;
        this.callers = callers;
    }

    /** Who asks: the name of the operator's token. */
    public Uni<String> actor() {
        return callers.getDeferredIdentity()
                .map(caller -> caller.getPrincipal() instanceof Operator operator ? operator.name() : "anonymous");
    }

    /** Writes one entry about the caller. Fails with a problem of kind 503 when it was not written. */
    public Uni<Void> record(Change change) {
        return actor().chain(actor -> record(actor, change));
    }

    /** Writes one entry about somebody who was asked for before, where the request is no longer known. Fails alike. */
    public Uni<Void> record(String actor, Change change) {
        return audit.write(actor, change)
                .onFailure(Throwable.class)
                .invoke(failure -> LOG.warnf("The audit did not answer: %s", failure.getMessage()))
                .onFailure(Throwable.class)
                .transform(_ -> ProblemException.unavailable(
                        "Not in the audit",
                        "The audit does not answer. Nothing was changed; send it again.",
                        RETRY_AFTER));
    }
}
