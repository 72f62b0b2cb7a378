package org.yearbook.ingest.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.yearbook.definitions.Nearest;
import org.yearbook.definitions.YamlText;
import org.yearbook.ingest.contract.ContractException.Fault;

/** One mapping of a YAML file, read key by key; what nobody asked for is a fault, and so is what does not fit. */
public final class YamlMap {

    private final String file;
    private final int line;
    private final List<Fault> faults;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    public YamlMap(String file, Node node, List<Fault> faults) {
        this.file = file;
        this.line = lineOf(node);
        this.faults = faults;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else {
            faults.add(new Fault(file, line, "here must stand 'key: value' lines"));
        }
    }

    /** {@return the document of a YAML text, unless there is none or it is no YAML, which is a fault} */
    static Optional<Node> document(String file, String text, List<Fault> faults) {
        try {
            Optional<Node> root = YamlText.node(file, text);
            if (root.isEmpty()) {
                faults.add(new Fault(file, 1, "the file is empty"));
            }
            return root;
        } catch (YamlEngineException e) {
            faults.add(new Fault(file, lineOf(e), "this is not valid YAML: " + problem(e)));
            return Optional.empty();
        }
    }

    /** {@return the mappings of a YAML text that is a list of them} */
    public static List<YamlMap> list(String file, String text, List<Fault> faults) {
        Optional<Node> root = document(file, text, faults);
        if (root.isPresent() && root.get() instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(node -> new YamlMap(file, node, faults))
                    .toList();
        }
        root.ifPresent(node -> faults.add(new Fault(file, lineOf(node), "here must stand a list: '- id: ...'")));
        return List.of();
    }

    /** {@return the mapping that a YAML text is} */
    public static Optional<YamlMap> of(String file, String text, List<Fault> faults) {
        return document(file, text, faults).map(node -> new YamlMap(file, node, faults));
    }

    private void add(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.put(name, tuple.getValueNode()) != null) {
            faults.add(new Fault(file, lineOf(key), "'" + name + "' is given twice"));
        }
        lines.put(name, lineOf(key));
    }

    public void fault(String key, String message) {
        faults.add(new Fault(file, lines.getOrDefault(key, line), message));
    }

    public boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** A text that must be there. */
    public String text(String key) {
        String value = text(key, "");
        if (!values.containsKey(key)) {
            fault(key, "'" + key + "' is missing");
        } else if (value.isBlank()) {
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
    String unstripped(String key, String otherwise) {
        asked.add(key);
        return values.get(key) instanceof ScalarNode scalar ? scalar.getValue() : text(key, otherwise);
    }

    public @Nullable String textOrNull(String key) {
        String value = text(key, "");
        return value.isEmpty() ? null : value;
    }

    /** One value or a list of values. */
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
                faults.add(new Fault(file, lineOf(item), "'" + key + "' must be a list of plain values"));
            }
        }
        return texts;
    }

    public int number(String key, int otherwise, int least, int most) {
        String value = text(key, Integer.toString(otherwise));
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

    public boolean flag(String key) {
        String value = text(key, "false");
        if (!value.equals("true") && !value.equals("false")) {
            fault(key, "'" + key + "' must be true or false, not '" + value + "'");
        }
        return value.equals("true");
    }

    public <E extends Enum<E>> E choice(String key, E otherwise) {
        String value = text(key, otherwise.name());
        E[] all = otherwise.getDeclaringClass().getEnumConstants();
        for (E choice : all) {
            if (choice.name().equals(value.toUpperCase(Locale.ROOT))) {
                return choice;
            }
        }
        List<String> names = Arrays.stream(all)
                .map(E::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        fault(
                key,
                "'" + key + "' cannot be '" + value + "'; it is one of " + String.join(", ", names) + "."
                        + Nearest.proposal(value, names));
        return otherwise;
    }

    public Optional<YamlMap> map(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key)).map(node -> new YamlMap(file, node, faults));
    }

    /** A list of mappings. */
    public List<YamlMap> maps(String key) {
        asked.add(key);
        return values.containsKey(key)
                ? items(key).stream()
                        .map(node -> new YamlMap(file, node, faults))
                        .toList()
                : List.of();
    }

    /** All of it as plain text to plain text. */
    Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        values.keySet().forEach(key -> pairs.put(key, text(key, "")));
        return pairs;
    }

    /** Call when everything was read: what was not asked for is not known. */
    public void finish() {
        values.keySet().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> fault(key, "'" + key + "' is not known here." + Nearest.proposal(key, asked)));
    }

    private List<Node> items(String key) {
        if (values.get(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        fault(key, "'" + key + "' must be a list");
        return List.of();
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static int lineOf(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().map(Mark::getLine).orElse(0) + 1
                : 1;
    }

    private static String problem(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked ? marked.getProblem() : String.valueOf(e.getMessage());
    }
}
