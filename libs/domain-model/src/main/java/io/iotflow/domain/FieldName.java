package io.iotflow.domain;

/** What a field or a metadata entry may be called: 1 to 64 characters (code points), none of them a control character. */
public final class FieldName {

    /** In code points. */
    public static final int LONGEST = 64;

    private FieldName() {}

    public static boolean isLegal(String name) {
        int length = name.codePointCount(0, name.length());
        return length >= 1 && length <= LONGEST && name.codePoints().noneMatch(FieldName::isControlOrLoneSurrogate);
    }

    private static boolean isControlOrLoneSurrogate(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
