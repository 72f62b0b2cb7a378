package org.yearbook.ingest.conform;

/** How a value looks, without the value: each digit is a 9, each run of letters, of whatever script, an a. */
public final class Shape {

    private Shape() {}

    /** {@return an SQL expression for the shape of another one's text} */
    public static String of(String text) {
        return "regexp_replace(regexp_replace(" + text + ", '\\p{Nd}', '9', 'g'), '[\\p{L}\\p{M}]+', 'a', 'g')";
    }
}
