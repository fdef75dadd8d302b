package io.iotflow.session;

import io.quarkus.arc.All;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The page on which operators log in, and on which they are told why they could not. */
@Singleton
public class LoginPage {

    private final Template page;
    private final List<OtherLogin> others;

    LoginPage(@Location("session/login") Template page, @All List<OtherLogin> others) {
        this.page = page;
        this.others = others;
    }

    /**
     * Answers with the page.
     *
     * @param to the page that was asked for; anything
     * @param error why the login was refused, in a sentence; empty when it was not
     */
    public Uni<Response> show(Response.ResponseBuilder answer, String to, String error) {
        List<OtherLogin.Choice> choices = others.stream()
                .map(OtherLogin::choice)
                .flatMap(Optional::stream)
                .map(choice -> leadingTo(to, choice))
                .toList();
        return page.data("to", to, "error", error, "choices", choices)
                .createUni()
                .map(html -> answer.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(html)
                        .build());
    }

    private static OtherLogin.Choice leadingTo(String to, OtherLogin.Choice choice) {
        return to.isEmpty()
                ? choice
                : new OtherLogin.Choice(
                        choice.label(), choice.path() + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    }
}
