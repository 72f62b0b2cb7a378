package org.yearbook.ingest.simulate;

/** Cents as text. */
final class Money {

    private Money() {}

    /** {@return dollars as accounting writes them: 12,500.00} */
    static String grouped(long cents) {
        var text = new StringBuilder(Long.toString(cents / 100));
        for (int at = text.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text + fraction(cents);
    }

    /** {@return dollars without grouping: 12500.00} */
    static String plain(long cents) {
        return cents / 100 + fraction(cents);
    }

    private static String fraction(long cents) {
        long rest = cents % 100;
        return (rest < 10 ? ".0" : ".") + rest;
    }
}
