package io.iotflow.registry.token;

import io.iotflow.operator.OperatorToken;
import io.iotflow.registry.audit.Audit;
import io.iotflow.registry.audit.AuditedChange;
import io.iotflow.registry.database.Database;
import io.iotflow.registry.database.DatabaseStatements;
import io.iotflow.registry.token.LoginRepository.NewLogin;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Gives those a token whom an identity provider let in, and ends it. Each is audited in its own transaction. */
@Singleton
class LetIn {

    private final Database database;
    private final LoginRepository logins;
    private final RandomGenerator random;
    private final Audit audit;

    LetIn(Database database, LoginRepository logins, RandomGenerator random, Audit audit) {
        this.database = database;
        this.logins = logins;
        this.random = random;
        this.audit = audit;
    }

    /** A token that ends with the session. */
    Uni<OperatorToken> begin(NewLogin login) {
        OperatorToken secret = OperatorToken.generate(random);
        Map<String, Object> details = Map.of("role", login.role().roleName(), "subject", login.subject());
        return database.inTransaction(statements -> logins.add(statements, login, secret)
                .chain(id -> record(statements, login.name(), "operator.login", id, details))
                .replaceWith(secret));
    }

    /** Ends the login of a token, everywhere within a second; does nothing for another token. */
    Uni<Void> end(String token) {
        return audit.actor()
                .chain(actor -> database.inTransaction(statements ->
                        logins.remove(statements, token).chain(removed -> ended(statements, actor, removed))));
    }

    private Uni<Void> ended(DatabaseStatements statements, String actor, Optional<Long> removed) {
        return removed.map(id -> record(statements, actor, "operator.logout", id, Map.of()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> record(
            DatabaseStatements statements, String actor, String action, long id, Map<String, Object> details) {
        return audit.recordAs(
                statements, actor, new AuditedChange(action, "operator_token", Long.toString(id), details));
    }
}
