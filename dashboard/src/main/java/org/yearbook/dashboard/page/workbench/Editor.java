package org.yearbook.dashboard.page.workbench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.state.SavedQuery;
import org.yearbook.dashboard.workbench.Placeholders;
import org.yearbook.warehouse.publish.Audience;

/**
 * The editor as it stands.
 *
 * @param audiences whose file is asked, to choose from
 * @param fields one for each value that the statement asks for
 * @param kept the kept statement that it came from
 * @param own whether that one may be changed by whoever looks
 * @param from where the statement came from, in words; empty for nowhere
 * @param fault what has to be put right; empty when nothing has
 * @param place the line of the statement that the fault is about, with a mark below; empty when it is not known
 */
record Editor(
        String statement,
        Audience audience,
        List<Option> audiences,
        List<Field> fields,
        Optional<SavedQuery> kept,
        boolean own,
        String from,
        String fault,
        String place) {

    Editor {
        audiences = List.copyOf(audiences);
        fields = List.copyOf(fields);
    }

    /** A value that the statement asks for. */
    record Field(String name, String label, String value) {}

    static Editor of(String statement, Audience audience, List<Audience> open, Map<String, String> values) {
        return new Editor(
                statement,
                audience,
                open.stream()
                        .map(one -> new Option(one.label(), words(one), one == audience))
                        .toList(),
                fields(statement, values),
                Optional.empty(),
                false,
                "",
                "",
                "");
    }

    static List<Field> fields(String statement, Map<String, String> values) {
        return Placeholders.of(statement).names().stream()
                .map(name -> new Field(
                        name,
                        Character.isDigit(name.charAt(0)) ? "Value " + name : name,
                        values.getOrDefault(name, "")))
                .toList();
    }

    static String words(Audience audience) {
        return switch (audience) {
            case ANALYST -> "Analysts: every row under pseudonyms, small groups hidden";
            case PUBLIC -> "Public: numbers that everybody may see";
            case INTERNAL -> "Internal: with names; what you read is noted";
        };
    }

    Editor from(String words) {
        return new Editor(statement, audience, audiences, fields, kept, own, words, fault, place);
    }

    Editor keptAs(SavedQuery query, boolean theirs) {
        return new Editor(statement, audience, audiences, fields, Optional.of(query), theirs, from, fault, place);
    }

    /** {@return the editor with what went wrong} The engine's own words have the line and a mark at their end. */
    Editor with(String why) {
        int line = why.indexOf("\nLINE ");
        String words = line < 0 ? why : why.substring(0, line);
        String where = line < 0 ? "" : why.substring(line + 1).stripTrailing();
        // Which part of the engine stumbled says nothing to whoever wrote the statement.
        String plain = words.strip().replaceFirst("^(Binder|Parser|Catalog|Conversion|Invalid Input) Error: ", "");
        return new Editor(statement, audience, audiences, fields, kept, own, from, plain, where);
    }
}
