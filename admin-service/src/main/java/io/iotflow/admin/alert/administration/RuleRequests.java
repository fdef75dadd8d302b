package io.iotflow.admin.alert.administration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.alert.administration.ChangeRules.Wish;
import io.iotflow.admin.alert.rule.AlertSettings;
import io.iotflow.domain.DeviceId;
import io.iotflow.operator.OperatorRole;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** What a request to change rules says, and who sent it. */
@Singleton
class RuleRequests {

    private static final int LARGEST_BODY = 16 * 1024;
    private static final int SECRET_BYTES = 32;

    private final ObjectMapper json;
    private final CurrentIdentityAssociation callers;
    private final RandomGenerator random;
    private final Clock clock;
    private final AlertSettings settings;

    RuleRequests(
            ObjectMapper json,
            CurrentIdentityAssociation callers,
            RandomGenerator random,
            Clock clock,
            AlertSettings settings) {
        this.json = json;
        this.callers = callers;
        this.random = random;
        this.clock = clock;
        this.settings = settings;
    }

    /** A JSON object; fails with the problem that the caller is told. */
    ObjectNode read(byte[] body) {
        if (body.length > LARGEST_BODY) {
            throw ProblemException.of(
                    ProblemType.PAYLOAD_TOO_LARGE, "This endpoint takes at most " + LARGEST_BODY + " bytes.");
        }
        try {
            if (json.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException _) {
            // Answered below, like JSON of another kind.
        }
        throw ProblemException.of(ProblemType.MALFORMED_JSON, "The body must be a JSON object.");
    }

    /** Who wishes it, now. Only an admin may say whom a rule tells: this service makes the call. */
    Uni<Wish> wish(ObjectNode wanted) {
        return callers.getDeferredIdentity()
                .invoke(caller -> refuseWebhook(caller, wanted))
                .map(caller -> wish(caller.getPrincipal().getName()));
    }

    Uni<Wish> wish() {
        return callers.getDeferredIdentity()
                .map(caller -> wish(caller.getPrincipal().getName()));
    }

    static long id(String text) {
        return DeviceId.parse(text).orElseThrow(ChangeRules::unknown).value();
    }

    private Wish wish(String by) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Wish(by, clock.instant(), HexFormat.of().formatHex(secret), settings.mostRules());
    }

    private static void refuseWebhook(SecurityIdentity caller, ObjectNode wanted) {
        boolean webhook = wanted.has("webhook_url") || wanted.has("webhook_secret");
        if (webhook && !caller.hasRole(OperatorRole.Names.ADMIN)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Only an admin may set or change a webhook. Leave webhook_url and webhook_secret out.");
        }
    }
}
