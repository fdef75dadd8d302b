package io.iotflow.registry.token;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotflow.domain.DeviceId;
import io.iotflow.domain.WireTime;
import io.iotflow.operator.OperatorRole;
import io.iotflow.registry.form.JsonForm;
import io.iotflow.registry.token.IssueToken.Issued;
import io.iotflow.registry.token.TokenRepository.NewToken;
import io.iotflow.registry.token.TokenRepository.TokenRecord;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The named tokens of operators, for admin-service. */
@Path("/internal/operator-tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(OperatorRole.Names.ADMIN)
class OperatorTokensResource {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ROLE = 10;
    private static final int TEN_YEARS_IN_SECONDS = 315_360_000;

    record TokenJson(
            long id,
            String name,
            String role,
            String createdBy,
            String createdAt,
            @Nullable String expiresAt) {}

    record IssuedJson(@JsonUnwrapped TokenJson described, String token) {}

    record TokensJson(List<TokenJson> tokens) {}

    private final TokenRepository tokens;
    private final IssueToken issue;

    OperatorTokensResource(TokenRepository tokens, IssueToken issue) {
        this.tokens = tokens;
        this.issue = issue;
    }

    /** All, by name; never the token itself nor its hash. */
    @GET
    public Uni<TokensJson> list() {
        return tokens.list()
                .map(found -> new TokensJson(
                        found.stream().map(OperatorTokensResource::json).toList()));
    }

    /** A new token, shown once. Without {@code expires_in}, in seconds, it holds until it is revoked. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(byte[] body) {
        return issue.issue(read(JsonForm.read(body))).map(OperatorTokensResource::created);
    }

    /** Ends a token everywhere within a second. */
    @DELETE
    @Path("/{id}")
    public Uni<Response> revoke(@PathParam("id") String id) {
        // Tokens are numbered like devices.
        long token = DeviceId.parse(id).orElseThrow(IssueToken::unknown).value();
        return issue.revoke(token).map(_ -> Response.noContent().build());
    }

    private static NewToken read(JsonForm form) {
        String name = form.requiredText("name", LONGEST_NAME);
        Optional<OperatorRole> role = OperatorRole.parse(form.requiredText("role", LONGEST_ROLE));
        if (role.isEmpty() && form.has("role")) {
            form.refuse("role", "must be one of viewer, operator, admin");
        }
        int seconds = form.wholeNumber("expires_in", 1, TEN_YEARS_IN_SECONDS, 0);
        form.check();
        Optional<Duration> validFor = seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        return new NewToken(name, role.orElseThrow(), validFor);
    }

    private static Response created(Issued issued) {
        return Response.status(Response.Status.CREATED)
                .entity(new IssuedJson(json(issued.token()), issued.secret().text()))
                .build();
    }

    private static TokenJson json(TokenRecord token) {
        return new TokenJson(
                token.id(),
                token.name(),
                token.role(),
                token.createdBy(),
                WireTime.of(token.createdAt()),
                token.expiresAt().map(WireTime::of).orElse(null));
    }
}
