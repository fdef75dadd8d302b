package io.iotflow.store;

import java.util.Optional;

/**
 * What a series is called: {@code <lane>_<name>}, for example {@code n_temperature}; metadata {@code k} is
 * {@code <lane>_meta_k}. Every name is legal in the store without quotes, whatever the device called the field, and is
 * read back to exactly that: characters other than ASCII letters, digits and the underscore become {@code _x} and four
 * hexadecimal digits for each UTF-16 unit, and so does an underscore that would be read as such an escape, and the first
 * letter of a field whose name begins with {@code meta_}.
 *
 * @param lane which kind of value the series holds
 * @param metadata whether it is an entry of the metadata, not a field
 * @param name as the device called it
 */
record SeriesName(Lane lane, boolean metadata, String name) {

    private static final String METADATA = "meta_";
    private static final String ESCAPE = "_x";
    private static final int HEX_DIGITS = 4;

    String encoded() {
        StringBuilder encoded = new StringBuilder(name.length() + 8);
        encoded.append(lane.letter()).append('_');
        int start = 0;
        if (metadata) {
            encoded.append(METADATA);
        } else if (name.startsWith(METADATA)) {
            escape(encoded, name.charAt(0));
            start = 1;
        }
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean readsAsEscape = c == '_' && i + 1 < name.length() && name.charAt(i + 1) == 'x';
            if (isPlain(c) && !readsAsEscape) {
                encoded.append(c);
            } else {
                escape(encoded, c);
            }
        }
        return encoded.toString();
    }

    /** Reads a series name; one that was not written by {@link #encoded} is empty. */
    static Optional<SeriesName> parse(String encoded) {
        if (encoded.length() < 3 || encoded.charAt(1) != '_') {
            return Optional.empty();
        }
        boolean metadata = encoded.startsWith(METADATA, 2);
        int start = metadata ? 2 + METADATA.length() : 2;
        return Lane.ofLetter(encoded.charAt(0)).map(lane -> new SeriesName(lane, metadata, decode(encoded, start)));
    }

    private static String decode(String encoded, int start) {
        StringBuilder name = new StringBuilder(encoded.length());
        int i = start;
        while (i < encoded.length()) {
            if (encoded.startsWith(ESCAPE, i) && i + ESCAPE.length() + HEX_DIGITS <= encoded.length()) {
                int digits = i + ESCAPE.length();
                name.append((char) Integer.parseInt(encoded, digits, digits + HEX_DIGITS, 16));
                i = digits + HEX_DIGITS;
            } else {
                name.append(encoded.charAt(i++));
            }
        }
        return name.toString();
    }

    private static void escape(StringBuilder encoded, char c) {
        String hex = Integer.toHexString(c);
        encoded.append(ESCAPE).repeat('0', HEX_DIGITS - hex.length()).append(hex);
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
