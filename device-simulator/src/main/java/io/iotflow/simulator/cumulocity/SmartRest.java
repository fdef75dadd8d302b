package io.iotflow.simulator.cumulocity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The CSV of SmartREST 2.0: one message per row, quoted where it must be. */
public final class SmartRest {

    private SmartRest() {}

    /** One row; a quote inside a field is escaped with a backslash, the documented form. */
    public static String row(String... fields) {
        List<String> written = new ArrayList<>();
        for (String field : fields) {
            written.add(quoted(field));
        }
        return String.join(",", written);
    }

    private static String quoted(String field) {
        boolean plain = field.equals(field.strip())
                && field.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r' || c == '\t');
        return plain ? field : '"' + field.replace("\"", "\\\"") + '"';
    }

    /** All rows of a payload. A line feed within quotes is text; {@code \"} and {@code ""} both mean a quote. */
    public static List<List<String>> parse(String payload) {
        Reader reader = new Reader(payload);
        List<List<String>> rows = new ArrayList<>();
        for (Optional<List<String>> row = reader.next(); row.isPresent(); row = reader.next()) {
            if (!row.get().equals(List.of(""))) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Optional<List<String>> next() {
            if (at >= text.length()) {
                return Optional.empty();
            }
            List<String> fields = new ArrayList<>();
            boolean more;
            do {
                fields.add(peek('"') ? quoted() : plain());
                more = peek(',');
                at++;
            } while (more);
            return Optional.of(fields);
        }

        private boolean peek(char wanted) {
            return at < text.length() && text.charAt(at) == wanted;
        }

        private String plain() {
            int start = at;
            while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
                at++;
            }
            String field = text.substring(start, at);
            return field.endsWith("\r") ? field.substring(0, field.length() - 1) : field;
        }

        private String quoted() {
            StringBuilder field = new StringBuilder();
            at++;
            while (at < text.length()) {
                boolean escaped = text.startsWith("\\\"", at) || text.startsWith("\"\"", at);
                if (!escaped && peek('"')) {
                    at++;
                    plain();
                    return field.toString();
                }
                at += escaped ? 1 : 0;
                field.append(text.charAt(at++));
            }
            return field.toString();
        }
    }
}
