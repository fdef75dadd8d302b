package io.iotflow.domain;

/** What a field or a metadata entry may be called: 1 to 64 characters (code points), none of them a control character. */
public final class FieldName {

    /** In code points. */
    public static final int LONGEST = 64;

    private FieldName() {}

    public static boolean isLegal(String name) {
        int length = 0;
        int next = 0;
        while (next < name.length()) {
            int codePoint = name.codePointAt(next);
            if (length == LONGEST || isControlOrLoneSurrogate(codePoint)) {
                return false;
            }
            length++;
            next += Character.charCount(codePoint);
        }
        return length > 0;
    }

    private static boolean isControlOrLoneSurrogate(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return surrogate || Character.isISOControl(codePoint);
    }
}
