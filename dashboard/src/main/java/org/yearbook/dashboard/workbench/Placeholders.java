package org.yearbook.dashboard.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places of a statement that values are given for: {@code :school_year}, {@code $school_year}, or {@code ?}. What
 * stands within quotes and comments is none, nor is a cast such as {@code ::date}.
 *
 * @param statement as the engine takes it, with {@code $1} and so on; every other sign stays where it was, so that the
 *     engine's words about a place are true of what was written
 * @param names of the values, in their order; a {@code ?} is named by its number
 */
public record Placeholders(String statement, List<String> names) {

    public Placeholders {
        names = List.copyOf(names);
    }

    public static Placeholders of(String statement) {
        return new Reader(statement).read();
    }

    private static final class Reader {
        private final String text;
        private final StringBuilder out = new StringBuilder();
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private int questions;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Placeholders read() {
            while (at < text.length()) {
                int end = end();
                if (end > at) {
                    copy(end);
                } else {
                    place();
                }
            }
            return new Placeholders(out.toString(), List.copyOf(numbers.keySet()));
        }

        /** Where what begins here ends, if it holds no place for a value; here, where one may begin. */
        private int end() {
            return switch (text.charAt(at)) {
                case '\'' -> quoted('\'', at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0 && !word(at - 2));
                case '"' -> quoted('"', false);
                case '-' -> text.startsWith("--", at) ? line() : at + 1;
                case '/' -> text.startsWith("/*", at) ? comment() : at + 1;
                case '$' -> dollars();
                case ':' -> colon();
                case '?' -> at;
                default -> at + 1;
            };
        }

        private int colon() {
            if (text.startsWith("::", at)) {
                return at + 2;
            }
            return named(at + 1) && !touches() ? at : at + 1;
        }

        private int quoted(char quote, boolean escapes) {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != quote) {
                end += escapes && text.charAt(end) == '\\' ? 2 : 1;
            }
            return Math.min(end + 1, text.length());
        }

        private int line() {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }

        private int comment() {
            int depth = 1;
            int end = at + 2;
            while (end < text.length() && depth > 0) {
                if (text.startsWith("/*", end)) {
                    depth++;
                    end += 2;
                } else if (text.startsWith("*/", end)) {
                    depth--;
                    end += 2;
                } else {
                    end++;
                }
            }
            return Math.min(end, text.length());
        }

        /** A text between dollars, a place for a value, or a sign within a name. */
        private int dollars() {
            if (word(at - 1)) {
                return at + 1;
            }
            int end = at + 1;
            while (word(end)) {
                end++;
            }
            if (end < text.length() && text.charAt(end) == '$') {
                String tag = text.substring(at, end + 1);
                int close = text.indexOf(tag, end + 1);
                return close < 0 ? text.length() : close + tag.length();
            }
            return end > at + 1 ? at : at + 1;
        }

        /** {@return whether a name begins there} */
        private boolean named(int place) {
            return word(place) && !Character.isDigit(text.charAt(place));
        }

        /** A slice such as {@code list[1:n]} and a field such as {@code {'a':n}} are no places for values. */
        private boolean touches() {
            return word(at - 1) || (at > 0 && "'\")]}".indexOf(text.charAt(at - 1)) >= 0);
        }

        private boolean word(int place) {
            return place >= 0
                    && place < text.length()
                    && (Character.isLetterOrDigit(text.charAt(place)) || text.charAt(place) == '_');
        }

        private void place() {
            int end = at + 1;
            if (text.charAt(at) != '?') {
                while (word(end)) {
                    end++;
                }
            }
            String name = text.charAt(at) == '?' ? String.valueOf(++questions) : text.substring(at + 1, end);
            int number = numbers.computeIfAbsent(name, fresh -> numbers.size() + 1);
            String sign = "$" + number;
            out.append(sign).append(" ".repeat(Math.max(0, end - at - sign.length())));
            at = end;
        }

        private void copy(int end) {
            out.append(text, at, end);
            at = end;
        }
    }
}
