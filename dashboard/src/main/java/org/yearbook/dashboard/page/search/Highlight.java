package org.yearbook.dashboard.page.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yearbook.dashboard.page.search.SearchPage.Piece;

/** Marks what was looked for in a line. */
final class Highlight {

    private Highlight() {}

    /** {@return the line in pieces; together they are the line} */
    static List<Piece> of(String line, List<Set<String>> parts) {
        String any = parts.stream()
                .flatMap(Collection::stream)
                .map(word -> Pattern.quote(word).replace(" ", "\\E[^\\p{Alnum}]+\\Q"))
                .collect(Collectors.joining("|"));
        if (any.isEmpty()) {
            return List.of(new Piece(line, false));
        }
        Matcher word = Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + any + ")[\\p{L}\\p{N}]*")
                .matcher(line.toLowerCase(Locale.ROOT));
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        while (word.find() && word.end() <= line.length()) {
            add(pieces, line.substring(done, word.start()), false);
            add(pieces, line.substring(word.start(), word.end()), true);
            done = word.end();
        }
        add(pieces, line.substring(done), false);
        return pieces;
    }

    private static void add(List<Piece> pieces, String text, boolean hit) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text, hit));
        }
    }
}
