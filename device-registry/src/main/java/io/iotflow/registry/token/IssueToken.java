package io.iotflow.registry.token;

import io.iotflow.operator.Operator;
import io.iotflow.operator.OperatorToken;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.token.TokenRepository.NewToken;
import io.iotflow.registry.token.TokenRepository.TokenRecord;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Gives operators tokens and ends them. Each change is audited in its own transaction. */
@Singleton
class IssueToken {

    /** A token with its secret, the only time that it is seen. */
    record Issued(TokenRecord token, OperatorToken secret) {}

    private static final String OBJECT = "operator_token";

    /** Who is called so in the audit is somebody else. */
    private static final Set<String> NAMES_OF_OTHERS = Set.of(Operator.CONFIGURED, "anonymous");

    private static final List<String> PREFIXES_OF_OTHERS = List.of("device:", Operator.FROM_PROVIDER);

    private final Database database;
    private final TokenRepository tokens;
    private final RandomGenerator random;
    private final Audit audit;

    IssueToken(Database database, TokenRepository tokens, RandomGenerator random, Audit audit) {
        this.database = database;
        this.tokens = tokens;
        this.random = random;
        this.audit = audit;
    }

    /** Fails when the name is in use. */
    Uni<Issued> issue(NewToken wanted) {
        if (NAMES_OF_OTHERS.contains(wanted.name())
                || PREFIXES_OF_OTHERS.stream().anyMatch(wanted.name()::startsWith)) {
            throw taken();
        }
        OperatorToken secret = OperatorToken.generate(random);
        return audit.actor()
                .chain(actor -> database.inTransaction(statements -> tokens.add(statements, wanted, secret, actor)
                        .chain(added -> {
                            TokenRecord token = added.orElseThrow(IssueToken::taken);
                            return record(
                                            statements,
                                            "operator-token.create",
                                            token.id(),
                                            Map.of("after", details(token)))
                                    .replaceWith(new Issued(token, secret));
                        })));
    }

    /** Ends a token, everywhere within a second. Fails when there is none. */
    Uni<Void> revoke(long id) {
        return database.inTransaction(statements -> tokens.remove(statements, id)
                .chain(removed -> {
                    Map<String, Object> details =
                            Map.of("before", Map.of("name", removed.orElseThrow(IssueToken::unknown)));
                    return record(statements, "operator-token.revoke", id, details);
                }));
    }

    static ProblemException unknown() {
        return ProblemException.titled(
                ProblemType.NOT_FOUND, "Token not found", "There is no operator token with this id.");
    }

    private Uni<Void> record(DatabaseStatements statements, String action, long id, Map<String, Object> details) {
        return audit.record(statements, action, OBJECT, Long.toString(id), details);
    }

    private static Map<String, Object> details(TokenRecord token) {
        return Map.of("name", token.name(), "role", token.role());
    }

    private static ProblemException taken() {
        return ProblemException.titled(
                ProblemType.CONFLICT, "Token name already exists", "Choose another name for the token.");
    }
}
