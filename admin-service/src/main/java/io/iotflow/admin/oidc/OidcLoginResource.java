package io.iotflow.admin.oidc;

import io.iotflow.admin.oidc.LoginRefusedException.Reason;
import io.iotflow.problem.ProblemException;
import io.iotflow.session.LoginPage;
import io.iotflow.session.LoginRequest;
import io.iotflow.session.SessionCookies;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Where a login by the identity provider begins and comes back. */
@Path(Client.BEGIN)
@Produces(MediaType.TEXT_HTML)
class OidcLoginResource {

    private static final Logger LOG = Logger.getLogger(OidcLoginResource.class);

    private final OidcLogin login;
    private final PendingCookies pendings;
    private final SessionCookies sessions;
    private final LoginPage page;
    private final Template entered;

    OidcLoginResource(
            OidcLogin login,
            PendingCookies pendings,
            SessionCookies sessions,
            LoginPage page,
            @Location("login/entered") Template entered) {
        this.login = login;
        this.pendings = pendings;
        this.sessions = sessions;
        this.page = page;
        this.entered = entered;
    }

    @GET
    @Operation(hidden = true)
    public Uni<Response> begin(@QueryParam("to") @DefaultValue("") String to, @Context HttpServerRequest request) {
        return login.begin(LoginRequest.target(to))
                .map(begun -> Response.seeOther(begun.at())
                        .cookie(pendings.holding(begun.pending(), request))
                        .build())
                .onFailure(LoginRefusedException.class)
                .recoverWithUni(refused -> refused((LoginRefusedException) refused, to, request));
    }

    @GET
    @Path("/callback")
    @Operation(hidden = true)
    public Uni<Response> callback(@BeanParam ProviderAnswer answer, @Context HttpServerRequest request) {
        return Uni.createFrom()
                .item(() -> pendings.read(request, answer.state))
                .chain(pending -> login.finish(answer.code(), pending).chain(token -> enter(token, pending, request)))
                .onFailure(LoginRefusedException.class)
                .recoverWithUni(refused -> refused((LoginRefusedException) refused, "", request))
                .onFailure(ProblemException.class)
                .recoverWithUni(failure -> unavailable(failure, request));
    }

    /**
     * A page that leads on, and no redirect: a browser that comes from another site would not send along the session, which is
     * {@code SameSite=Strict}, to a page to which it is only redirected.
     */
    private Uni<Response> enter(String token, PendingLogin pending, HttpServerRequest request) {
        return entered.data("target", pending.target())
                .createUni()
                .map(html -> Response.ok(html)
                        .cookie(sessions.holding(token, request), pendings.gone(request))
                        .build());
    }

    private Uni<Response> refused(LoginRefusedException refused, String to, HttpServerRequest request) {
        Reason reason = refused.reason();
        LOG.warnf("A login by the identity provider was refused: %s", refused.getMessage());
        return page.show(Response.status(reason.status()).cookie(pendings.gone(request)), to, reason.sentence());
    }

    /** Our own part of it failed; who failed is in the log already. */
    private Uni<Response> unavailable(Throwable failure, HttpServerRequest request) {
        LOG.warnf("A login by the identity provider could not be finished: %s", failure.getMessage());
        return page.show(
                Response.status(Response.Status.SERVICE_UNAVAILABLE).cookie(pendings.gone(request)),
                "",
                "The login can't be finished right now. Try again in a moment.");
    }
}
