package io.iotflow.simulator.cumulocity.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.iotflow.operator.OperatorRole;
import io.iotflow.simulator.cumulocity.ConnectionCheck;
import io.iotflow.simulator.cumulocity.ConnectionCheck.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries the settings of a Cumulocity broker, those sent or those kept, and says what is wrong with them. */
@Path("/api/v1/simulator/cumulocity/connection-test")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class ConnectionTestResource {

    private static final String CLIENT_ID = "iot_sim_connection_test_client";

    /**
     * What the try showed.
     *
     * @param problem {@code none}, {@code name}, {@code port}, {@code tls}, {@code credentials} or {@code broker}
     */
    record Result(boolean works, String problem, String detail) {

        static Result of(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Works _ -> new Result(true, "none", "The broker let the client in.");
                case Verdict.NameUnknown(String detail) -> new Result(false, "name", detail);
                case Verdict.PortClosed(String detail) -> new Result(false, "port", detail);
                case Verdict.TlsFailed(String detail) -> new Result(false, "tls", detail);
                case Verdict.CredentialsRefused(String detail) -> new Result(false, "credentials", detail);
                case Verdict.BrokerRefused(String detail) -> new Result(false, "broker", detail);
            };
        }
    }

    private final Vertx vertx;
    private final KnownBroker known;

    ConnectionTestResource(Vertx vertx, KnownBroker known) {
        this.vertx = vertx;
        this.known = known;
    }

    /**
     * Connects once and disconnects; no device is made by that, and nothing is kept. Without a body the kept settings are
     * tried; a secret that is not sent is the kept one, as long as the host is the same. Without the database none are kept.
     */
    @POST
    public Uni<Result> test(@Nullable JsonNode body) {
        JsonNode sent = body == null ? MissingNode.getInstance() : body;
        return Uni.createFrom()
                .completionStage(() -> known.find()
                        .recover(_ -> Future.succeededFuture(Optional.empty()))
                        .map(kept -> sent.isEmpty() && kept.isPresent() ? kept.get() : BrokerForm.read(sent, kept))
                        .compose(this::run)
                        .toCompletionStage());
    }

    private Future<Result> run(BrokerSettings broker) {
        NetClient client = vertx.createNetClient(broker.options());
        return ConnectionCheck.run(vertx, client, broker.login(CLIENT_ID))
                .eventually(() -> client.close())
                .map(Result::of);
    }
}
