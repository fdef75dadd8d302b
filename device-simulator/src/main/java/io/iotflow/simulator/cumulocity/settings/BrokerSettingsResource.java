package io.iotflow.simulator.cumulocity.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.iotflow.audit.Change;
import io.iotflow.audit.RecordChange;
import io.iotflow.operator.OperatorRole;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How Cumulocity is reached. Secrets go in and never come out. */
@Path("/api/v1/simulator/cumulocity/settings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class BrokerSettingsResource {

    /**
     * The settings as they are answered.
     *
     * @param hasPassword whether one is kept
     * @param hasClientKey whether one is kept
     */
    record Document(
            boolean configured,
            String host,
            int port,
            boolean tls,
            String user,
            boolean hasPassword,
            String trustedCertificates,
            String clientCertificate,
            boolean hasClientKey,
            int messagesPerSecond) {

        static Document of(BrokerSettings settings) {
            return new Document(
                    true,
                    settings.host(),
                    settings.port(),
                    settings.tls(),
                    settings.user().user(),
                    !settings.user().password().isEmpty(),
                    settings.certificates().trusted(),
                    settings.certificates().client(),
                    !settings.certificates().key().isEmpty(),
                    settings.messagesPerSecond());
        }

        static Document none() {
            return new Document(false, "", 0, true, "", false, "", "", false, 0);
        }
    }

    private final BrokerSettingsRepository repository;
    private final CurrentBroker broker;
    private final RecordChange audit;

    BrokerSettingsResource(BrokerSettingsRepository repository, CurrentBroker broker, RecordChange audit) {
        this.repository = repository;
        this.broker = broker;
        this.audit = audit;
    }

    @GET
    @RolesAllowed(OperatorRole.Names.VIEWER)
    public Uni<Document> settings() {
        return Uni.createFrom()
                .completionStage(() -> repository.find().toCompletionStage())
                .map(found -> found.map(Document::of).orElseGet(Document::none));
    }

    /** Keeps settings; devices connect anew. A secret that is not sent stays as it is, unless the host is another. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Document> change(@Nullable JsonNode body) {
        JsonNode sent = body == null ? MissingNode.getInstance() : body;
        return Uni.createFrom()
                .completionStage(() -> repository.find().toCompletionStage())
                .chain(kept -> change(kept, BrokerForm.read(sent, kept)));
    }

    private Uni<Document> change(Optional<BrokerSettings> kept, BrokerSettings wanted) {
        return audit.record(changed("change", kept, Optional.of(wanted)))
                .chain(() -> Uni.createFrom()
                        .completionStage(() -> broker.change(wanted).toCompletionStage()))
                .replaceWith(() -> Document.of(wanted));
    }

    @DELETE
    public Uni<Response> forget() {
        return Uni.createFrom()
                .completionStage(() -> repository.find().toCompletionStage())
                .chain(kept -> audit.record(changed("forget", kept, Optional.empty())))
                .chain(() ->
                        Uni.createFrom().completionStage(() -> broker.forget().toCompletionStage()))
                .map(_ -> Response.noContent().build());
    }

    /** Where messages go and how fast, without the secrets and the certificates. */
    private static Change changed(String how, Optional<BrokerSettings> before, Optional<BrokerSettings> after) {
        return new Change(
                "cumulocity.settings." + how,
                "cumulocity_settings",
                "broker",
                before.map(BrokerSettingsResource::said),
                after.map(BrokerSettingsResource::said));
    }

    private static Object said(BrokerSettings settings) {
        return Map.of(
                "host",
                settings.host(),
                "port",
                settings.port(),
                "tls",
                settings.tls(),
                "user",
                settings.user().user(),
                "messages_per_second",
                settings.messagesPerSecond());
    }
}
