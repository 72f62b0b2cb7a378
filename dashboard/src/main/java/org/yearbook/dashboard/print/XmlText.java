package org.yearbook.dashboard.print;

/** Text as XML can hold it. */
public final class XmlText {

    private static final int REPLACED = 0xFFFD;

    private XmlText() {}

    /** {@return the text with a mark for each sign that XML does not have} */
    public static String of(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().map(sign -> valid(sign) ? sign : REPLACED).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    /** {@return the same, no longer than {@code longest}; three dots say where it was cut} */
    public static String of(String text, int longest) {
        String safe = of(text);
        if (safe.length() <= longest) {
            return safe;
        }
        int end = longest - 1;
        return safe.substring(0, Character.isHighSurrogate(safe.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static boolean valid(int sign) {
        return sign == '\t'
                || sign == '\n'
                || sign == '\r'
                || (sign >= 0x20 && sign <= 0xD7FF)
                || (sign >= 0xE000 && sign <= 0xFFFD)
                || sign >= 0x10000;
    }
}
