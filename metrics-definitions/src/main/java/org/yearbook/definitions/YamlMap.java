package org.yearbook.definitions;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One mapping of a YAML file, read key by key; what nobody asked for is a fault, and so is what does not fit. */
public final class YamlMap {

    private final String file;
    private final int line;
    private final List<Fault> faults;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlMap(String file, Node node, List<Fault> faults) {
        this.file = file;
        this.line = lineOf(node);
        this.faults = faults;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else {
            faults.add(new Fault(place(), "here must stand 'key: value' lines"));
        }
    }

    /** {@return the mapping that a file holds, unless it holds none, which is a fault} */
    public static Optional<YamlMap> read(String file, String text, List<Fault> faults) {
        return document(file, text, faults).map(node -> of(file, node, faults));
    }

    /** {@return the mapping that a part of a file is} */
    public static YamlMap of(String file, Node node, List<Fault> faults) {
        return new YamlMap(file, node, faults);
    }

    /** {@return the mappings of a file that is a list of them} */
    public static List<YamlMap> list(String file, String text, List<Fault> faults) {
        Optional<Node> root = document(file, text, faults);
        if (root.isPresent() && root.get() instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(node -> of(file, node, faults))
                    .toList();
        }
        root.ifPresent(
                node -> faults.add(new Fault(new Place(file, lineOf(node)), "here must stand a list: '- id: ...'")));
        return List.of();
    }

    private static Optional<Node> document(String file, String text, List<Fault> faults) {
        try {
            Optional<Node> root = YamlText.node(file, text);
            if (root.isEmpty()) {
                faults.add(new Fault(new Place(file, 1), "the file is empty"));
            }
            return root;
        } catch (YamlEngineException e) {
            faults.add(new Fault(
                    new Place(file, YamlText.brokenLine(e).orElse(1)), "this is not valid YAML: " + problem(e)));
            return Optional.empty();
        }
    }

    private void add(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.put(name, tuple.getValueNode()) != null) {
            faults.add(new Fault(new Place(file, lineOf(key)), "'" + name + "' is given twice"));
        }
        lines.put(name, lineOf(key));
    }

    public void fault(String key, String message) {
        faults.add(new Fault(place(key), message));
    }

    public Place place() {
        return new Place(file, line);
    }

    public Place place(String key) {
        return new Place(file, lines.getOrDefault(key, line));
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** {@return whether a key has just this word for its value} */
    public boolean says(String key, String word) {
        asked.add(key);
        return values.get(key) instanceof ScalarNode scalar
                && scalar.getValue().strip().equals(word);
    }

    /** A text that must be there. */
    public String text(String key) {
        String value = text(key, "");
        if (!values.containsKey(key)) {
            fault(key, "'" + key + "' is missing");
        } else if (value.isBlank() && values.get(key) instanceof ScalarNode) {
            fault(key, "'" + key + "' is empty");
        }
        return value;
    }

    public String text(String key, String otherwise) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        fault(key, "'" + key + "' must be one value");
        return otherwise;
    }

    /** One value with the blanks around it, which may be all there is to it. */
    public String unstripped(String key, String otherwise) {
        asked.add(key);
        return values.get(key) instanceof ScalarNode scalar ? scalar.getValue() : text(key, otherwise);
    }

    /** An optional text; null when it is absent, or stands there as {@code null}. */
    public @Nullable String textOrNull(String key) {
        String value = text(key, "");
        return value.isEmpty() || value.equals("null") ? null : value;
    }

    /** A text of a shape that must be there; what does not fit is told with an example. */
    public String matching(String key, String pattern, String likeThis) {
        String value = text(key);
        if (!value.isBlank() && !value.matches(pattern)) {
            fault(key, "'" + key + "' must be " + likeThis + ", not '" + value + "'");
        }
        return value;
    }

    Expression expression(String key) {
        return new Expression(text(key), place(key));
    }

    @Nullable
    Expression expressionOrNull(String key) {
        return has(key) ? expression(key) : null;
    }

    /** A whole number that must be there. */
    public int number(String key, int least, int most) {
        String value = text(key);
        return value.isBlank() ? least : number(key, value, least, least, most);
    }

    /** An optional whole number. */
    public int number(String key, int otherwise, int least, int most) {
        return number(key, text(key, Integer.toString(otherwise)), otherwise, least, most);
    }

    private int number(String key, String value, int otherwise, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        fault(key, "'" + key + "' must be a whole number from " + least + " to " + most + ", not '" + value + "'");
        return otherwise;
    }

    BigDecimal decimal(String key) {
        String value = text(key);
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            if (!value.isBlank()) {
                fault(key, "'" + key + "' must be a number, like 0.15, not '" + value + "'");
            }
            return BigDecimal.ZERO;
        }
    }

    public @Nullable LocalDate dateOrNull(String key) {
        String value = textOrNull(key);
        if (value == null) {
            return null;
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            fault(key, "'" + key + "' must be a day, like 2025-06-18, not '" + value + "'");
            return null;
        }
    }

    /** Days by school year, such as {@code {2025-26: 2025-11-14}}; none when absent. What is wrong is told. */
    public Map<SchoolYear, LocalDate> days(String key) {
        Map<SchoolYear, LocalDate> days = new TreeMap<>();
        map(key).ifPresent(years -> years.keys().forEach(name -> {
            Optional<SchoolYear> year = SchoolYear.named(name);
            LocalDate day = years.dateOrNull(name);
            if (year.isEmpty()) {
                years.fault(name, "'" + name + "' is no school year; write it like 2025-26");
            } else if (day != null) {
                days.put(year.get(), day);
            }
        }));
        return days;
    }

    /** A school year, or null when absent or wrong; wrong is told. */
    public @Nullable SchoolYear yearOrNull(String key) {
        String value = textOrNull(key);
        if (value == null) {
            return null;
        }
        try {
            return SchoolYear.parse(value);
        } catch (IllegalArgumentException e) {
            fault(key, "'" + key + "': " + e.getMessage());
            return null;
        }
    }

    /** Whether something is so; it is not when nothing is said. */
    public boolean flag(String key) {
        String value = text(key, "false");
        if (!value.equals("true") && !value.equals("false")) {
            fault(key, "'" + key + "' must be true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    /** One of some words, which must be there as it is written here. */
    public <E extends Enum<E>> E choice(String key, E otherwise) {
        return chosen(choice(key, names(otherwise)), otherwise);
    }

    /** One of some words, in small or capital letters, or none. */
    public <E extends Enum<E>> E choiceIfGiven(String key, E otherwise) {
        String value = text(key, otherwise.name());
        List<String> names = names(otherwise);
        String small = value.toLowerCase(Locale.ROOT);
        if (!names.contains(small)) {
            notOneOf(key, value, names);
        }
        return chosen(small, otherwise);
    }

    private static <E extends Enum<E>> List<String> names(E one) {
        return Arrays.stream(one.getDeclaringClass().getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static <E extends Enum<E>> E chosen(String name, E otherwise) {
        int found = names(otherwise).indexOf(name);
        return found < 0 ? otherwise : otherwise.getDeclaringClass().getEnumConstants()[found];
    }

    /** One of some words, which must be there; empty when it is not. */
    public String choice(String key, List<String> known) {
        String value = text(key);
        if (!value.isBlank() && !known.contains(value)) {
            notOneOf(key, value, known);
            return "";
        }
        return value;
    }

    private void notOneOf(String key, String value, List<String> known) {
        fault(
                key,
                "'" + key + "' cannot be '" + value + "'; it is one of " + String.join(", ", known) + "."
                        + Nearest.proposal(value, known));
    }

    public Optional<YamlMap> map(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).map(node -> new YamlMap(file, node, faults));
    }

    /** A mapping that must be there. */
    public Optional<YamlMap> required(String key) {
        Optional<YamlMap> map = map(key);
        if (map.isEmpty()) {
            fault(key, "'" + key + "' is missing");
        }
        return map;
    }

    /** A list of mappings. */
    public List<YamlMap> maps(String key) {
        asked.add(key);
        return items(key).stream().map(node -> new YamlMap(file, node, faults)).toList();
    }

    /** A list of plain values, each with its place. */
    public List<Expression> texts(String key) {
        asked.add(key);
        List<Expression> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(new Expression(scalar.getValue().strip(), new Place(file, lineOf(item))));
            } else {
                noPlainValue(key, item);
            }
        }
        return texts;
    }

    /** One plain value or a list of them, with the blanks around those of a list. */
    public List<String> texts(String key, List<String> otherwise) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof ScalarNode scalar) {
            return List.of(scalar.getValue().strip());
        }
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                noPlainValue(key, item);
            }
        }
        return texts;
    }

    private void noPlainValue(String key, Node item) {
        faults.add(new Fault(new Place(file, lineOf(item)), "'" + key + "' must be a list of plain values"));
    }

    /** All of it, each value plain. */
    public Map<String, Expression> pairs() {
        Map<String, Expression> pairs = new LinkedHashMap<>();
        values.keySet().forEach(key -> pairs.put(key, new Expression(text(key, ""), place(key))));
        return pairs;
    }

    /** Call when everything was read: what was not asked for is not known. */
    public void finish() {
        values.keySet().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> fault(key, "'" + key + "' is not known here." + Nearest.proposal(key, asked)));
    }

    private List<Node> items(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        fault(key, "'" + key + "' must be a list");
        return List.of();
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String problem(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked ? marked.getProblem() : String.valueOf(e.getMessage());
    }
}
