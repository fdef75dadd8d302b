package io.iotflow.cli;

import io.iotflow.local.home.ProjectRoot;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running product for several classes of tests, as their parameter {@link RunningStack}: the first class that asks
 * starts it, and it ends with the last. Each test brings devices of its own and leaves every part running.
 */
final class SharedStack implements ParameterResolver {

    /** Each request is a line of the log, and each line a JSON document. */
    private static final Map<String, String> LOGS =
            Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true", "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");

    private record Shared(RunningStack stack) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            stack.iotflow("down");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningStack.class;
    }

    @Override
    public RunningStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.GLOBAL);
        return Objects.requireNonNull(store.getOrComputeIfAbsent(Shared.class, _ -> start(), Shared.class))
                .stack();
    }

    private static Shared start() {
        try {
            RunningStack stack =
                    new RunningStack(ProjectRoot.find().folder().resolve("target/shared-end-to-end"), LOGS);
            stack.startFromNothing();
            return new Shared(stack);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }
}
