package io.iotflow.admin.oidc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The error codes of RFC 6749, 5.2 and 4.1.2.1, as somebody else sent them. */
final class ErrorCode {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private ErrorCode() {}

    /** The code when it may stand in a log line. */
    static String of(@Nullable String code) {
        return code != null && FORM.matcher(code).matches() ? code : "an error without a readable code";
    }
}
