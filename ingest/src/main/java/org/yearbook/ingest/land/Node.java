package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.FieldPath;
import org.yearbook.ingest.contract.FieldPath.Selector;
import org.yearbook.ingest.contract.FieldPath.Step;

/** A piece of JSON or XML: a value, a list, or named fields. */
sealed interface Node {

    /** The field of an XML element that holds its own text, when it has attributes or children, too. */
    String TEXT = "";

    /**
     * A value.
     *
     * @param text null for JSON's null
     */
    record Leaf(@Nullable String text) implements Node {}

    /** Several of a kind. */
    record Many(List<Node> items) implements Node {}

    /** Named fields, in order. */
    record Fields(Map<String, Node> byName) implements Node {

        Fields() {
            this(new LinkedHashMap<>());
        }

        /** Adds an element; one whose name comes again makes a list. */
        void add(String name, Node value) {
            Node before = byName.get(name);
            if (before == null) {
                byName.put(name, value);
            } else if (before instanceof Many many) {
                many.items().add(value);
            } else {
                byName.put(name, new Many(new ArrayList<>(List.of(before, value))));
            }
        }
    }

    /** {@return the values at the end of a path, in order; null among them where there is a field without a value} */
    static List<@Nullable String> values(Node from, List<Step> steps) {
        List<@Nullable String> values = new ArrayList<>(1);
        collect(from, steps, 0, values);
        return values;
    }

    private static void collect(Node node, List<Step> steps, int at, List<@Nullable String> to) {
        if (node instanceof Many many) {
            many.items().forEach(item -> collect(item, steps, at, to));
        } else if (at == steps.size()) {
            to.add(text(node));
        } else if (node instanceof Fields fields) {
            Step step = steps.get(at);
            Node next = fields.byName().get(step.name());
            if (next != null) {
                elements(next).stream()
                        .filter(element -> chosen(element, step.selector()))
                        .forEach(element -> collect(element, steps, at + 1, to));
            }
        }
    }

    /** {@return the elements of a list; of anything else, itself} */
    static List<Node> elements(Node node) {
        return node instanceof Many many ? many.items() : List.of(node);
    }

    static boolean chosen(Node element, @Nullable Selector selector) {
        if (selector == null) {
            return true;
        }
        List<Step> steps =
                selector.field().stream().map(name -> new Step(name, null)).toList();
        return values(element, steps).contains(selector.value());
    }

    /** {@return what stands in a field for a node: the value itself, or JSON when there is more to it} */
    private static @Nullable String text(Node node) {
        if (node instanceof Leaf leaf) {
            return leaf.text();
        }
        if (node instanceof Fields fields && fields.byName().get(TEXT) instanceof Leaf own) {
            return own.text();
        }
        return json(node);
    }

    private static String json(Node node) {
        if (node instanceof Fields fields) {
            return fields.byName().entrySet().stream()
                    .map(field -> quoted(field.getKey()) + ":" + json(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof Leaf leaf) {
            return leaf.text() == null ? "null" : quoted(leaf.text());
        }
        return elements(node).stream().map(Node::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** {@return the values that a path leads to from a row and what it stands in, the innermost last} */
    static List<@Nullable String> values(Node row, List<? extends Node> around, FieldPath path) {
        if (path.up() == 0) {
            return values(row, path.steps());
        }
        int outer = around.size() - path.up();
        return outer < 0 ? List.of() : values(around.get(outer), path.steps());
    }
}
