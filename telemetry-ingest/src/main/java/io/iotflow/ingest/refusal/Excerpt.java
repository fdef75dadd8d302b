package io.iotflow.ingest.refusal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The beginning of what was sent, as operators may see it. */
public final class Excerpt {

    private static final String HIDDEN = "***";

    /** Whatever has the form of an API key. */
    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9])[A-Za-z0-9]{32}(?![A-Za-z0-9])");

    private static final Pattern KEY_MEMBER =
            Pattern.compile("(\"api_key\"\\s*:\\s*+)(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|[^\",}\\]\\s]++)", Pattern.DOTALL);

    /** What may be the beginning of a key, where the text was cut. */
    private static final Pattern CUT_KEY = Pattern.compile("(?<![A-Za-z0-9])[A-Za-z0-9]{1,32}\\z");

    private Excerpt() {}

    /** The first bytes of a body, as many as a refusal takes. */
    public static String of(byte[] body) {
        return of(body, 0, body.length);
    }

    /** The first bytes of a part of a body. */
    public static String of(byte[] body, int start, int end) {
        int length = Math.min(end - start, Refusal.LONGEST_EXCERPT);
        return new String(body, start, length, StandardCharsets.UTF_8);
    }

    /** The text within {@value Refusal#LONGEST_EXCERPT} bytes and with nothing in it that may be a key. */
    static String withoutKeys(String text) {
        boolean cut = text.length() >= Refusal.LONGEST_EXCERPT || bytes(text) >= Refusal.LONGEST_EXCERPT;
        String whole = cut ? CUT_KEY.matcher(text).replaceFirst(HIDDEN) : text;
        String hidden = KEY_MEMBER.matcher(whole).replaceAll("$1\"" + HIDDEN + "\"");
        return cut(KEY.matcher(hidden).replaceAll(HIDDEN));
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= Refusal.LONGEST_EXCERPT) {
            return text;
        }
        int end = Refusal.LONGEST_EXCERPT;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
