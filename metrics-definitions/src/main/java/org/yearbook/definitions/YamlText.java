package org.yearbook.definitions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The one door to YAML. Lists and mappings lie in each other no deeper than people write them, none holds itself, and
 * few are repeated by a name: whatever reads on need not fear a file that has no bottom or grows while it is read.
 */
public final class YamlText {

    private static final int DEEPEST = 50;
    private static final int REPEATED = 20;

    private YamlText() {}

    /**
     * {@return the document; nothing of an empty text}
     *
     * @param label what the file is called in messages
     * @throws YamlEngineException for anything else
     */
    public static Optional<Node> node(String label, String text) {
        try {
            return new Composer(settings(label), bounded(label, text)).getSingleNode();
        } catch (IndexOutOfBoundsException e) {
            // The library falls over half a sign (a lone surrogate) where its buffer ends.
            throw new YamlEngineException("it breaks off in the middle of a sign", e);
        }
    }

    /**
     * {@return the document as texts, numbers, lists and maps; null of an empty text}
     *
     * @param label what the file is called in messages
     * @throws YamlEngineException for anything else
     */
    public static @Nullable Object value(String label, String text) {
        return new StandardConstructor(settings(label)).constructSingleDocument(node(label, text));
    }

    /**
     * {@return the line at which a text breaks off that is no YAML, when it is known} The library's own words quote the
     * text, and somebody may have written a secret there: this tells where to look without them.
     */
    public static Optional<Integer> brokenLine(YamlEngineException fault) {
        return fault instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().map(mark -> mark.getLine() + 1)
                : Optional.empty();
    }

    private static LoadSettings settings(String label) {
        return LoadSettings.builder()
                .setLabel(label)
                .setMaxAliasesForCollections(REPEATED)
                .build();
    }

    private static Parser bounded(String label, String text) {
        LoadSettings settings = settings(label);
        return new Bounded(new ParserImpl(settings, new StreamReader(settings, text)));
    }

    /** Counts how deep it is, while nothing has gone down there yet. */
    private static final class Bounded implements Parser {

        private final Parser parser;
        private final Deque<Optional<Anchor>> open = new ArrayDeque<>();

        Bounded(Parser parser) {
            this.parser = parser;
        }

        @Override
        public boolean hasNext() {
            return parser.hasNext();
        }

        @Override
        public boolean checkEvent(Event.ID choice) {
            return parser.checkEvent(choice);
        }

        @Override
        public Event peekEvent() {
            return parser.peekEvent();
        }

        @Override
        public Event next() {
            Event event = parser.next();
            if (event instanceof CollectionStartEvent start) {
                open.push(start.getAnchor());
            } else if (event instanceof CollectionEndEvent) {
                open.pop();
            } else if (event instanceof AliasEvent alias && open.contains(Optional.of(alias.getAlias()))) {
                throw new ParserException("something holds itself", event.getStartMark());
            }
            if (open.size() > DEEPEST) {
                throw new ParserException("lists or mappings lie too deep in each other", event.getStartMark());
            }
            return event;
        }
    }
}
