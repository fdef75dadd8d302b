package io.iotflow.admin.alert.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotflow.admin.alert.rule.Comparison;
import io.iotflow.admin.alert.rule.Condition;
import io.iotflow.admin.alert.rule.Condition.NoData;
import io.iotflow.admin.alert.rule.Condition.Offline;
import io.iotflow.admin.alert.rule.Condition.RateOfChange;
import io.iotflow.admin.alert.rule.Condition.Threshold;
import io.iotflow.admin.alert.rule.RuleDefinition;
import io.iotflow.admin.alert.rule.Scope;
import io.iotflow.admin.alert.rule.Scope.EveryDevice;
import io.iotflow.admin.alert.rule.Scope.OfGroup;
import io.iotflow.admin.alert.rule.Scope.OfType;
import io.iotflow.admin.alert.rule.Scope.OneDevice;
import io.iotflow.admin.alert.rule.Severity;
import io.iotflow.domain.FieldName;
import io.iotflow.domain.TimeSpan;
import io.iotflow.problem.ProblemException;
import io.iotflow.problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A request that describes a rule, read member by member; everything that is wrong is answered at once. */
final class RuleForm {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TYPE = 50;
    private static final int LONGEST_URL = 2000;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 128;
    private static final Duration LONGEST_SPAN = Duration.ofDays(30);

    private final ObjectNode body;
    private final List<Violation> wrong = new ArrayList<>();

    private RuleForm(ObjectNode body) {
        this.body = body;
    }

    /** Fails with the problem that names what is wrong. */
    static RuleDefinition read(ObjectNode body) {
        return new RuleForm(body).definition();
    }

    /** The secret that the operator brings; empty when one is to be made. */
    static Optional<String> secret(ObjectNode body) {
        RuleForm form = new RuleForm(body);
        Optional<String> secret = form.text("webhook_secret", LONGEST_SECRET);
        if (secret.filter(text -> text.length() < SHORTEST_SECRET).isPresent()) {
            form.refuse("webhook_secret", "must have at least " + SHORTEST_SECRET + " characters");
        }
        form.check();
        return secret;
    }

    private RuleDefinition definition() {
        String name = required("name", text("name", LONGEST_NAME)).orElse("");
        Severity severity =
                chosen("severity", Severity::parse, "info, warning or critical").orElse(Severity.WARNING);
        Optional<Condition> condition = condition();
        Duration holdFor = span("for", Duration.ZERO).orElse(Duration.ZERO);
        Scope scope = scope();
        Optional<URI> webhook = webhook();
        boolean enabled = flag("enabled");
        check();
        return new RuleDefinition(name, enabled, severity, condition.orElseThrow(), holdFor, scope, webhook);
    }

    private Optional<Condition> condition() {
        Optional<String> type = required("type", text("type", LONGEST_TYPE));
        return type.flatMap(kind -> switch (kind) {
            case "threshold" -> threshold();
            case "rate_of_change" -> rateOfChange();
            case "no_data" ->
                required("window", span("window", Duration.ofSeconds(1))).map(window -> new NoData(field(), window));
            case "offline" -> Optional.of(new Offline());
            default -> refused("type", "must be threshold, rate_of_change, no_data or offline");
        });
    }

    private Optional<Condition> threshold() {
        String field = required("field", field()).orElse("");
        Comparison comparison = comparison();
        return number().map(limit -> new Threshold(field, comparison, limit));
    }

    private Optional<Condition> rateOfChange() {
        String field = required("field", field()).orElse("");
        Comparison comparison = comparison();
        Optional<Duration> window = required("window", span("window", Duration.ofSeconds(1)));
        Optional<Double> number = number();
        return window.flatMap(length -> number.map(limit -> new RateOfChange(field, comparison, limit, length)));
    }

    private Comparison comparison() {
        return required("comparison", chosen("comparison", Comparison::parse, "above or below"))
                .orElse(Comparison.ABOVE);
    }

    private Scope scope() {
        Optional<Long> device = id("device_id");
        Optional<Long> group = id("group_id");
        Optional<String> type = text("device_type", LONGEST_TYPE);
        if ((device.isPresent() ? 1 : 0) + (group.isPresent() ? 1 : 0) + (type.isPresent() ? 1 : 0) > 1) {
            refuse("device_id", "only one of device_id, group_id and device_type can be given");
        }
        return device.<Scope>map(OneDevice::new)
                .or(() -> group.map(OfGroup::new))
                .or(() -> type.map(OfType::new))
                .orElseGet(EveryDevice::new);
    }

    private Optional<URI> webhook() {
        return text("webhook_url", LONGEST_URL).flatMap(text -> {
            try {
                URI url = new URI(text);
                boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
                if (web && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                    return Optional.of(url);
                }
            } catch (URISyntaxException _) {
                // Answered below, like an address of another kind.
            }
            return refused("webhook_url", "must be an address such as https://example.org/hook, without a login");
        });
    }

    private Optional<String> field() {
        Optional<String> field = text("field", 2 * FieldName.LONGEST);
        return field.isPresent() && !FieldName.isLegal(field.get())
                ? refused("field", "is not the name of a field")
                : field;
    }

    private Optional<Double> number() {
        JsonNode value = body.path("threshold");
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            return refused("threshold", value.isMissingNode() ? "is required" : "must be a number");
        }
        return Optional.of(value.doubleValue());
    }

    private Optional<Long> id(String member) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0
                ? Optional.of(value.longValue())
                : refused(member, "must be the number of one");
    }

    private boolean flag(String member) {
        JsonNode value = body.path(member);
        if (!value.isMissingNode() && !value.isBoolean()) {
            refuse(member, "must be true or false");
        }
        return value.asBoolean(true);
    }

    private Optional<Duration> span(String member, Duration least) {
        return text(member, LONGEST_TYPE).flatMap(text -> {
            Optional<Duration> span = TimeSpan.parse(text)
                    .filter(length -> length.compareTo(least) >= 0 && length.compareTo(LONGEST_SPAN) <= 0);
            return span.isPresent()
                    ? span
                    : refused(member, "must be " + TimeSpan.ACCEPTED_FORM + ", at most " + LONGEST_SPAN.toDays() + "d");
        });
    }

    private <T> Optional<T> chosen(String member, Function<String, Optional<T>> parse, String choices) {
        return text(member, LONGEST_TYPE).flatMap(text -> {
            Optional<T> found = parse.apply(text);
            return found.isPresent() ? found : refused(member, "must be " + choices);
        });
    }

    private Optional<String> text(String member, int longest) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String text = value.asText();
        boolean fits = value.isTextual() && !text.isBlank() && text.codePointCount(0, text.length()) <= longest;
        return fits && text.indexOf(0) < 0
                ? Optional.of(text)
                : refused(member, "must be a text of 1 to " + longest + " characters");
    }

    private <T> Optional<T> required(String member, Optional<T> value) {
        if (value.isEmpty() && !body.hasNonNull(member)) {
            refuse(member, "is required");
        }
        return value;
    }

    private <T> Optional<T> refused(String member, String message) {
        refuse(member, message);
        return Optional.empty();
    }

    private void refuse(String member, String message) {
        wrong.add(Violation.inBody(member, message));
    }

    private void check() {
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
    }
}
