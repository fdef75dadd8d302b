package io.iotflow.simulator.cumulocity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.iotflow.operator.OperatorRole;
import io.iotflow.simulator.cumulocity.ConnectionCheck.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Tries the settings of a Cumulocity broker, which are kept nowhere, and says what is wrong with them. */
@Path("/api/v1/simulator/cumulocity/connection-test")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.OPERATOR)
class ConnectionTestResource {

    private static final int PATIENCE_MILLIS = 5_000;

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

    ConnectionTestResource(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Connects once and disconnects; no device is made by that. */
    @POST
    public Uni<Result> test(@Nullable JsonNode body) {
        BrokerForm broker = BrokerForm.read(body == null ? MissingNode.getInstance() : body);
        NetClient client = vertx.createNetClient(options(broker.tls()));
        return Uni.createFrom()
                .completionStage(() -> ConnectionCheck.run(vertx, client, broker.login())
                        .eventually(() -> client.close())
                        .toCompletionStage())
                .map(Result::of);
    }

    private static NetClientOptions options(boolean tls) {
        return new NetClientOptions()
                .setConnectTimeout(PATIENCE_MILLIS)
                .setSsl(tls)
                .setHostnameVerificationAlgorithm(tls ? "HTTPS" : "");
    }
}
