package io.iotflow.session;

import io.iotflow.operator.Operator;
import io.iotflow.operator.OperatorRole;
import io.iotflow.operator.OperatorTokens;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where an operator logs in to the pages, and out of them. */
@Path("/")
class LoginResource {

    private static final String WRONG =
            "Nobody holds this token. It is the whole text that was shown when it was made.";

    private final LoginPage page;
    private final OperatorTokens tokens;
    private final Lockout lockout;
    private final SessionCookies cookies;
    private final List<OtherLogin> others;

    /** Where the browser goes when the session has ended. */
    record LoggedOut(String next) {}

    LoginResource(
            LoginPage page,
            OperatorTokens tokens,
            Lockout lockout,
            SessionCookies cookies,
            @All List<OtherLogin> others) {
        this.page = page;
        this.tokens = tokens;
        this.lockout = lockout;
        this.cookies = cookies;
        this.others = others;
    }

    @GET
    @Path("login")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> form(@QueryParam("to") @DefaultValue("") String to) {
        return page.show(Response.ok(), to, "");
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> login(
            @FormParam("token") @DefaultValue("") String token,
            @FormParam("to") @DefaultValue("") String to,
            @Context HttpServerRequest request) {
        if (LoginRequest.isFromElsewhere(request)) {
            return page.show(Response.status(Response.Status.FORBIDDEN), to, "Log in from this page.");
        }
        String address = LoginRequest.address(request);
        Duration wait = lockout.wait(address);
        if (wait.isPositive()) {
            long seconds = wait.toSeconds() + 1;
            return page.show(
                    Response.status(Response.Status.TOO_MANY_REQUESTS).header("Retry-After", seconds),
                    to,
                    "Too many wrong tokens. Try again in " + seconds + " s.");
        }
        return tokens.find(token.strip()).chain(found -> answer(found, token.strip(), to, request));
    }

    /** Ends the session in this browser, and what another login began for it. */
    @POST
    @Path("logout")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> logout(@Context HttpServerRequest request, @Context SecurityContext caller) {
        Operator operator = (Operator) caller.getUserPrincipal();
        return Multi.createFrom()
                .iterable(others)
                .onItem()
                .transformToUniAndConcatenate(other -> other.end(operator))
                .collect()
                .asList()
                .map(next -> Response.ok(new LoggedOut(next(next)))
                        .cookie(cookies.gone(request))
                        .build());
    }

    private static String next(List<Optional<URI>> offered) {
        return offered.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .map(URI::toString)
                .orElse(SessionDoor.LOGIN);
    }

    private Uni<Response> answer(Optional<Operator> found, String token, String to, HttpServerRequest request) {
        String address = LoginRequest.address(request);
        if (found.isEmpty()) {
            lockout.wrong(address);
            return page.show(Response.status(Response.Status.UNAUTHORIZED), to, WRONG);
        }
        lockout.right(address);
        return Uni.createFrom()
                .item(Response.status(Response.Status.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, LoginRequest.target(to))
                        .cookie(cookies.holding(token, request))
                        .build());
    }
}
