package io.iotflow.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param in where: {@code body}, {@code query}, {@code path} or {@code header}
 * @param field which one, as the caller named it; a path such as {@code [3].data} in an array
 * @param message what is wrong and what would be right
 */
public record Violation(String in, String field, String message) {

    /** Something wrong in the request body. */
    public static Violation inBody(String field, String message) {
        return new Violation("body", field, message);
    }

    /** Something wrong with a query parameter. */
    public static Violation inQuery(String field, String message) {
        return new Violation("query", field, message);
    }

    /** Which one and what is wrong with it, in one sentence; named once where the message itself begins with it. */
    public String sentence() {
        boolean named = field.isEmpty() || message.startsWith(field + " ");
        return named ? message : field + ": " + message;
    }
}
