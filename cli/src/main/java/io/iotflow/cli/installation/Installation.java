package io.iotflow.cli.installation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Options of every command that talks to an installation: the local stack, unless something else is said. An option
 * goes before the profile, the profile before the local stack.
 */
public final class Installation {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--url", paramLabel = "URL", description = "The gateway of another installation.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--token", paramLabel = "TOKEN", description = "An operator's token for it.")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "A file with the lines url=… and token=…, so that no token is in the list of processes.")
    private Optional<Path> profile = Optional.empty();

    @Option(names = "--json", description = "The answer as JSON, for programs.")
    private boolean json;

    /** The API of the installation that is meant. */
    public Api api() throws IOException {
        Properties named = new Properties();
        if (profile.isPresent()) {
            try (Reader reader = Files.newBufferedReader(profile.get())) {
                named.load(reader);
            }
        }
        Optional<String> address = url.or(() -> Optional.ofNullable(named.getProperty("url")));
        Optional<String> secret = token.or(() -> Optional.ofNullable(named.getProperty("token")));
        if (address.isPresent()) {
            return new Api(address.get(), secret);
        }
        String local = "http://127.0.0.1:" + System.getProperty("iotflow.port.gateway", "5000");
        return new Api(local, secret.isPresent() ? secret : localToken());
    }

    private static Optional<String> localToken() throws IOException {
        Path file = Path.of(System.getProperty("iotflow.admin-token-file", "admin-token"));
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Whether programs read the answer. */
    public boolean isJson() {
        return json;
    }

    /** Shows the rows of an answer as a table of these columns, or the whole answer as JSON. */
    public void table(JsonNode answer, JsonNode rows, List<String> columns) throws IOException {
        if (json) {
            json(answer);
        } else {
            Table.of(rows, columns).print(out());
        }
    }

    /** Shows an object, a member a line, or the whole answer as JSON. */
    public void members(JsonNode answer, JsonNode object) throws IOException {
        if (json) {
            json(answer);
            return;
        }
        object.properties()
                .forEach(member ->
                        out().println(String.format("%-20s %s", member.getKey(), Table.text(member.getValue()))));
        out().flush();
    }

    /** Says a sentence, or shows the whole answer as JSON. */
    public void say(JsonNode answer, String sentence) throws IOException {
        if (json) {
            json(answer);
        } else {
            line(sentence);
        }
    }

    /** One line, at once. */
    public void line(String text) {
        out().println(text);
        out().flush();
    }

    /** A document on lines of its own. */
    public void json(JsonNode document) throws IOException {
        line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
