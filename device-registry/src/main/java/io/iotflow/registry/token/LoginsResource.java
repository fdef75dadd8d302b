package io.iotflow.registry.token;

import io.iotflow.operator.Operator;
import io.iotflow.operator.OperatorRole;
import io.iotflow.operator.OperatorToken;
import io.iotflow.registry.form.JsonForm;
import io.iotflow.registry.token.LoginRepository.NewLogin;
import io.iotflow.service.ServicesOnly;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** The logins by an identity provider, for admin-service, which has asked the provider. */
@Path("/internal/operator-logins")
@Produces(MediaType.APPLICATION_JSON)
@ServicesOnly
class LoginsResource {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ROLE = 10;
    private static final int LONGEST_SUBJECT = 512;
    private static final int LONGEST_SECONDS = 2_592_000;
    private static final int SHORTEST_SECONDS = 60;
    private static final String SCHEME = "Bearer ";

    record Begun(String token) {}

    private final LetIn letIn;

    LoginsResource(LetIn letIn) {
        this.letIn = letIn;
    }

    /** A token for {@code name}, of at most 30 days ({@code expires_in}, seconds). */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> begin(byte[] body) {
        return letIn.begin(read(JsonForm.read(body))).map(LoginsResource::created);
    }

    /** Ends the login whose token the request shows. */
    @POST
    @Path("/end")
    public Uni<Response> end(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> shown) {
        String token = shown.filter(header -> header.startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()))
                .orElse("");
        return letIn.end(token).map(_ -> Response.noContent().build());
    }

    private static NewLogin read(JsonForm form) {
        String name = form.requiredText("name", LONGEST_NAME);
        if (form.has("name") && !name.startsWith(Operator.FROM_PROVIDER)) {
            form.refuse("name", "must begin with " + Operator.FROM_PROVIDER);
        }
        Optional<OperatorRole> role = OperatorRole.parse(form.requiredText("role", LONGEST_ROLE));
        if (role.isEmpty() && form.has("role")) {
            form.refuse("role", "must be one of viewer, operator, admin");
        }
        String subject = form.requiredText("subject", LONGEST_SUBJECT);
        int seconds = form.wholeNumber("expires_in", SHORTEST_SECONDS, LONGEST_SECONDS, SHORTEST_SECONDS);
        form.check();
        return new NewLogin(name, role.orElseThrow(), subject, Duration.ofSeconds(seconds));
    }

    private static Response created(OperatorToken token) {
        return Response.status(Response.Status.CREATED)
                .entity(new Begun(token.text()))
                .build();
    }
}
