package org.yearbook.dashboard.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yearbook.definitions.YamlText;

/**
 * One {@code fix-steps.yaml}, read strictly: what it does not know is a fault, never ignored.
 *
 * @param products names of products as people say them, by code
 * @param sources which product a source is, by the source's name
 * @param links addresses in a district's own systems, by product and kind of record; {@code {record}} stands for the
 *     number of the record
 * @param steps by rule and product; the product is empty for any
 */
record StepFile(
        Map<String, String> products,
        Map<String, String> sources,
        Map<String, Map<String, String>> links,
        Map<Key, List<String>> steps) {

    private static final Set<String> KEYS = Set.of("version", "products", "sources", "links", "steps");
    private static final Set<String> STEP_KEYS = Set.of("rules", "rule", "product", "steps");
    private static final int VERSION = 1;
    private static final String ANY = "any";

    StepFile {
        products = Map.copyOf(products);
        sources = Map.copyOf(sources);
        links = Map.copyOf(links);
        steps = Map.copyOf(steps);
    }

    record Key(String rule, String product) {}

    /** {@return a file that says nothing} */
    static StepFile empty() {
        return new StepFile(Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** {@return the file}; every fault in it is told in one {@link StepException} */
    static StepFile read(String label, String text) {
        Object document;
        try {
            document = YamlText.value(label, text);
        } catch (YamlEngineException e) {
            throw new StepException(label + " is not valid YAML: " + e.getMessage(), e);
        }
        if (document == null) {
            return empty();
        }
        var reading = new Reading();
        StepFile file = reading.file(document);
        if (!reading.faults.isEmpty()) {
            throw new StepException(label + " needs a correction: " + String.join("; ", reading.faults));
        }
        return file;
    }

    private static final class Reading {
        private final List<String> faults = new ArrayList<>();

        StepFile file(Object document) {
            Map<String, Object> map = map("the file", document);
            unknown(map, KEYS, "the file");
            if (!Integer.valueOf(VERSION).equals(map.get("version"))) {
                faults.add("'version' must be " + VERSION);
            }
            Map<String, Map<String, String>> links = new LinkedHashMap<>();
            map("'links'", map.get("links")).forEach((product, kinds) -> links.put(product, links(product, kinds)));
            return new StepFile(
                    texts("'products'", map.get("products")),
                    texts("'sources'", map.get("sources")),
                    links,
                    steps(map.get("steps")));
        }

        private Map<String, String> links(String product, Object kinds) {
            Map<String, String> links = texts("'links' of " + product, kinds);
            links.forEach((kind, address) -> {
                if (!address.startsWith("https://")) {
                    faults.add("the link of " + product + " for " + kind + " must begin with https://");
                }
            });
            return links;
        }

        private Map<Key, List<String>> steps(@Nullable Object list) {
            var steps = new LinkedHashMap<Key, List<String>>();
            for (Object entry : list(list, "'steps'")) {
                Map<String, Object> map = map("an entry of 'steps'", entry);
                unknown(map, STEP_KEYS, "an entry of 'steps'");
                List<String> rules = new ArrayList<>();
                if (map.get("rule") instanceof String one) {
                    rules.add(one);
                }
                list(map.get("rules"), "'rules'").forEach(rule -> rules.add(rule.toString()));
                List<String> told = list(map.get("steps"), "'steps' of " + rules).stream()
                        .map(Object::toString)
                        .toList();
                if (rules.isEmpty() || told.isEmpty()) {
                    faults.add("an entry of 'steps' needs 'rules' and its own 'steps'");
                }
                String product = map.get("product") instanceof String named ? named : ANY;
                rules.forEach(rule -> steps.put(new Key(rule, product.equals(ANY) ? "" : product), told));
            }
            return steps;
        }

        private void unknown(Map<String, Object> map, Set<String> known, String where) {
            map.keySet().stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> faults.add("'" + key + "' is unknown in " + where));
        }

        private Map<String, String> texts(String where, @Nullable Object value) {
            var texts = new LinkedHashMap<String, String>();
            map(where, value).forEach((key, text) -> texts.put(key, text.toString()));
            return texts;
        }

        private Map<String, Object> map(String where, @Nullable Object value) {
            var map = new LinkedHashMap<String, Object>();
            if (value instanceof Map<?, ?> given) {
                given.forEach((key, item) -> {
                    if (key == null || item == null) {
                        faults.add(where + " has an empty entry");
                    } else {
                        map.put(key.toString(), item);
                    }
                });
            } else if (value != null) {
                faults.add(where + " must have keys and values");
            }
            return map;
        }

        private List<Object> list(@Nullable Object value, String where) {
            if (value == null) {
                return List.of();
            }
            if (value instanceof List<?> given) {
                List<Object> list = new ArrayList<>();
                given.forEach(item -> list.add(item == null ? "" : item));
                return list;
            }
            faults.add(where + " must be a list");
            return List.of();
        }
    }
}
