package io.iotflow.session;

import io.iotflow.operator.Operator;
import io.iotflow.operator.OperatorRole;
import io.iotflow.operator.OperatorTokens;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
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
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where an operator logs in to the pages, and out of them. */
@Path("/")
class LoginResource {

    private static final String WRONG =
            "Nobody holds this token. It is the whole text that was shown when it was made.";

    private final Template page;
    private final OperatorTokens tokens;
    private final Lockout lockout;
    private final SessionCookies cookies;

    LoginResource(
            @Location("session/login") Template page, OperatorTokens tokens, Lockout lockout, SessionCookies cookies) {
        this.page = page;
        this.tokens = tokens;
        this.lockout = lockout;
        this.cookies = cookies;
    }

    @GET
    @Path("login")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> form(@QueryParam("to") @DefaultValue("") String to) {
        return page(Response.ok(), to, "");
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
            return page(Response.status(Response.Status.FORBIDDEN), to, "Log in from this page.");
        }
        String address = LoginRequest.address(request);
        Duration wait = lockout.wait(address);
        if (wait.isPositive()) {
            long seconds = wait.toSeconds() + 1;
            return page(
                    Response.status(Response.Status.TOO_MANY_REQUESTS).header("Retry-After", seconds),
                    to,
                    "Too many wrong tokens. Try again in " + seconds + " s.");
        }
        return tokens.find(token.strip()).chain(found -> answer(found, token.strip(), to, request));
    }

    /** Ends the session in this browser. */
    @POST
    @Path("logout")
    @RolesAllowed(OperatorRole.Names.VIEWER)
    @Operation(hidden = true)
    public Response logout(@Context HttpServerRequest request) {
        return Response.noContent().cookie(cookies.gone(request)).build();
    }

    private Uni<Response> answer(Optional<Operator> found, String token, String to, HttpServerRequest request) {
        String address = LoginRequest.address(request);
        if (found.isEmpty()) {
            lockout.wrong(address);
            return page(Response.status(Response.Status.UNAUTHORIZED), to, WRONG);
        }
        lockout.right(address);
        return Uni.createFrom()
                .item(Response.status(Response.Status.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, LoginRequest.target(to))
                        .cookie(cookies.holding(token, request))
                        .build());
    }

    private Uni<Response> page(Response.ResponseBuilder answer, String to, String error) {
        return page.data("to", to, "error", error)
                .createUni()
                .map(html -> answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(html)
                        .build());
    }
}
