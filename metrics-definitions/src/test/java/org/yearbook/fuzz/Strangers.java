package org.yearbook.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
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

    /** {@return a text for each mapping of a file, in the order of the file} */
    public static List<Strangers> of(String text) {
        var texts = new ArrayList<Strangers>();
        new Compose(LoadSettings.builder().build())
                .composeString(text)
                .ifPresent(node -> each(node, mapping -> texts.add(with(text, mapping))));
        return texts;
    }

    private interface Found {
        void mapping(MappingNode mapping);
    }

    private static void each(Node node, Found found) {
        if (node instanceof MappingNode mapping) {
            found.mapping(mapping);
            mapping.getValue().forEach(tuple -> each(tuple.getValueNode(), found));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> each(item, found));
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
