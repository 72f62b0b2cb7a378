package org.yearbook.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file, once for each of its mappings, with a key in that mapping that nobody knows.
 *
 * @param text the whole file
 * @param line where the key stands
 */
public record Strangers(String text, int line) {

    /** The key. */
    public static final String KEY = "stranger_here";

    /**
     * {@return a text for each mapping of a file, in the order of the file}
     *
     * @param free the keys whose mappings have keys of anybody's choice
     */
    public static List<Strangers> of(String text, String... free) {
        var texts = new ArrayList<Strangers>();
        new Compose(LoadSettings.builder().build())
                .composeString(text)
                .ifPresent(node -> each(node, Set.of(free), mapping -> texts.add(with(text, mapping))));
        return texts;
    }

    /**
     * Asserts that in each of these texts the key is told, and where it stands.
     *
     * @param faults reads a text, and returns what is told of it
     */
    public static void areTold(List<Strangers> texts, Function<String, ? extends List<?>> faults) {
        assertThat(texts)
                .isNotEmpty()
                .allSatisfy(stranger -> assertThat(faults.apply(stranger.text()))
                        .as("line %d", stranger.line())
                        .extracting(Object::toString)
                        .anySatisfy(fault ->
                                assertThat(fault).contains(" line " + stranger.line() + ": ", "'" + KEY + "'")));
    }

    private interface Found {
        void mapping(MappingNode mapping);
    }

    private static void each(Node node, Set<String> free, Found found) {
        if (node instanceof MappingNode mapping) {
            found.mapping(mapping);
            mapping.getValue().stream()
                    .filter(tuple -> !(tuple.getKeyNode() instanceof ScalarNode key && free.contains(key.getValue())))
                    .forEach(tuple -> each(tuple.getValueNode(), free, found));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> each(item, free, found));
        }
    }

    private static Strangers with(String text, MappingNode mapping) {
        var mark = mapping.getStartMark().orElseThrow();
        boolean flow = mapping.getFlowStyle() == FlowStyle.FLOW;
        int at = text.offsetByCodePoints(0, mark.getIndex()) + (flow ? 1 : 0);
        String more = KEY + ": x" + (flow ? ", " : "\n" + " ".repeat(mark.getColumn()));
        return new Strangers(text.substring(0, at) + more + text.substring(at), mark.getLine() + 1);
    }
}
