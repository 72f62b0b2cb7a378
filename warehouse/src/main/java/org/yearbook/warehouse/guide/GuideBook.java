package org.yearbook.warehouse.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yearbook.definitions.YamlText;
import org.yearbook.warehouse.publish.Audience;

/** What {@code guide.yaml} says about every publication: subjects of tables, where columns lead, statements to try. */
public final class GuideBook {

    /** Of tables that a district's own contracts brought. */
    static final String OTHER = "Other tables";

    private static final GuideBook SHIPPED = load();

    private final List<Subject> subjects;
    private final List<Join> joins;
    private final List<Example> examples;

    private GuideBook(List<Subject> subjects, List<Join> joins, List<Example> examples) {
        this.subjects = List.copyOf(subjects);
        this.joins = List.copyOf(joins);
        this.examples = List.copyOf(examples);
    }

    private record Subject(String title, List<String> tables) {

        boolean has(String table) {
            return tables.stream()
                    .anyMatch(name -> name.endsWith("*")
                            ? table.startsWith(name.substring(0, name.length() - 1))
                            : table.equals(name));
        }
    }

    public static GuideBook shipped() {
        return SHIPPED;
    }

    /** {@return statements to begin with} */
    public List<Example> examples() {
        return examples;
    }

    String subject(String table) {
        return subjects.stream()
                .filter(subject -> subject.has(table))
                .map(Subject::title)
                .findFirst()
                .orElse(OTHER);
    }

    /** {@return where a table's columns lead, among the tables that there are} */
    List<Join> joins(String table, Set<String> columns, Set<String> tables) {
        return joins.stream()
                .filter(join -> !join.to().equals(table) && tables.contains(join.to()))
                .filter(join -> columns.containsAll(join.columns()))
                .map(join -> new Join(table, join.columns(), join.to(), join.key()))
                .toList();
    }

    List<TableGuide> inOrder(List<TableGuide> tables) {
        List<String> order = subjects.stream().map(Subject::title).toList();
        return tables.stream()
                .sorted(Comparator.comparingInt((TableGuide table) -> place(order, table.subject()))
                        .thenComparing(TableGuide::name))
                .toList();
    }

    private static int place(List<String> order, String subject) {
        int place = order.indexOf(subject);
        return place < 0 ? order.size() : place;
    }

    private static GuideBook load() {
        Map<?, ?> document = (Map<?, ?>) Objects.requireNonNull(YamlText.value("guide.yaml", text()));
        return new GuideBook(
                entries(document, "subjects").stream()
                        .map(entry -> new Subject(word(entry, "title"), words(entry, "tables")))
                        .toList(),
                entries(document, "joins").stream()
                        .map(entry -> new Join("", words(entry, "columns"), word(entry, "to"), words(entry, "key")))
                        .toList(),
                entries(document, "examples").stream().map(GuideBook::example).toList());
    }

    private static Example example(Map<?, ?> entry) {
        var values = new LinkedHashMap<String, String>();
        if (entry.get("values") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Example(
                word(entry, "title"),
                word(entry, "about"),
                Audience.labelled(word(entry, "audience")).orElseThrow(),
                word(entry, "sql").strip(),
                values);
    }

    private static List<Map<?, ?>> entries(Map<?, ?> document, String name) {
        return list(document, name).stream()
                .<Map<?, ?>>map(entry -> (Map<?, ?>) entry)
                .toList();
    }

    private static String word(Map<?, ?> entry, String name) {
        return String.valueOf(entry.get(name));
    }

    private static List<String> words(Map<?, ?> entry, String name) {
        return list(entry, name).stream().map(String::valueOf).toList();
    }

    private static List<?> list(Map<?, ?> entry, String name) {
        return entry.get(name) instanceof List<?> list ? list : List.of();
    }

    private static String text() {
        try (InputStream in = GuideBook.class.getResourceAsStream("guide.yaml")) {
            if (in == null) {
                throw new IllegalStateException("guide.yaml is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
