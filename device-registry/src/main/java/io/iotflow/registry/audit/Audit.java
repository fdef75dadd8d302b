package io.iotflow.registry.audit;

import io.iotflow.operator.Operator;
import io.iotflow.registry.database.DatabaseStatements;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/** Writes down who does what, in the transaction that does it. */
@Singleton
public class Audit {

    private static final String NOBODY = "anonymous";

    private final AuditRepository repository;
    private final CurrentIdentityAssociation callers;

    Audit(AuditRepository repository, CurrentIdentityAssociation callers) {
        this.repository = repository;
        this.callers = callers;
    }

    /**
     * Writes one entry.
     *
     * @param statements the transaction of the change
     * @param action such as {@code device.status.change}
     * @param details no keys, no secrets
     */
    public Uni<Void> record(
            DatabaseStatements statements,
            String action,
            String objectType,
            String objectId,
            Map<String, Object> details) {
        return actor().chain(actor ->
                repository.add(statements, actor, new AuditedChange(action, objectType, objectId, details)));
    }

    /**
     * Writes what somebody does who asks through another service.
     *
     * @param actor the name of the operator
     */
    public Uni<Void> recordAs(DatabaseStatements statements, String actor, AuditedChange change) {
        return repository.add(statements, actor, change);
    }

    /**
     * The operator who asks at an endpoint that is open to others too; empty for them, also for a credential that is none of
     * ours. To be asked for before a transaction: it may read tokens.
     */
    public Uni<Optional<Operator>> operator() {
        return callers.getDeferredIdentity()
                .map(caller -> Optional.ofNullable(caller.getPrincipal())
                        .filter(Operator.class::isInstance)
                        .map(Operator.class::cast))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    /** Who asks: the name of the operator's token, or {@code device:} and its id. */
    public Uni<String> actor() {
        return callers.getDeferredIdentity().map(Audit::name);
    }

    private static String name(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            return NOBODY;
        }
        Principal principal = caller.getPrincipal();
        return principal instanceof Operator operator ? operator.name() : "device:" + principal.getName();
    }
}
