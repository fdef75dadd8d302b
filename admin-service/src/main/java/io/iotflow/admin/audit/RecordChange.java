package io.iotflow.admin.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.upstream.Answers;
import io.iotflow.admin.upstream.AuditApi;
import io.iotflow.operator.Operator;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Writes what operators change here into the one audit, which device-registry keeps. Fails when it was not written; what is
 * changed in a transaction is to be written before its end, so that nothing is changed that is not in the audit.
 */
@Singleton
public class RecordChange {

    private final AuditApi audit;
    private final Answers answers;
    private final ObjectMapper json;
    private final CurrentIdentityAssociation callers;
    private final String secret;

    RecordChange(
            @RestClient AuditApi audit,
            Answers answers,
            ObjectMapper json,
            CurrentIdentityAssociation callers,
            @ConfigProperty(name = "iotflow.internal.secret") Optional<String> secret) {
        this.audit = audit;
        this.answers = answers;
        this.json = json;
        this.callers = callers;
        this.secret = secret.orElse("");
    }

    /**
     * What was done to which object.
     *
     * @param action such as {@code alert-rule.change}
     * @param before how it was; empty for something new. No secrets
     * @param after how it is; empty for something that is gone. No secrets
     */
    public record Change(
            String action, String objectType, String objectId, Optional<Object> before, Optional<Object> after) {}

    /** Who asks: the name of the operator's token. */
    public Uni<String> actor() {
        return callers.getDeferredIdentity()
                .map(caller -> caller.getPrincipal() instanceof Operator operator ? operator.name() : "anonymous");
    }

    /** Writes one entry. */
    public Uni<Void> record(Change change) {
        ObjectNode entry = json.createObjectNode()
                .put("action", change.action())
                .put("object_type", change.objectType())
                .put("object_id", change.objectId());
        ObjectNode details = entry.putObject("details");
        change.before().ifPresent(before -> details.set("before", json.valueToTree(before)));
        change.after().ifPresent(after -> details.set("after", json.valueToTree(after)));
        return actor().map(actor -> entry.put("actor", actor))
                .chain(whole -> answers.read("device-registry", audit.addToAudit(secret, whole)))
                .replaceWithVoid();
    }
}
