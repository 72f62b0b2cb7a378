package org.yearbook.ingest.source.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Nearest;
import org.yearbook.definitions.YamlMap;
import org.yearbook.definitions.YamlText;
import org.yearbook.ingest.source.pull.ConfiguredSource.Every;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/** Reads the {@code sources:} of {@code district.yaml}, strictly; every fault is told with its line. */
public final class SourcesFile {

    private static final String FILE = "district.yaml";
    private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final int PATIENCE_MINUTES = 120;

    private final List<SourceKind> kinds;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private SourcesFile(List<SourceKind> kinds) {
        this.kinds = kinds;
    }

    /**
     * {@return the sources of a home, in the order of the file}
     *
     * @throws HomeException with every fault
     */
    public static List<ConfiguredSource> read(DistrictHome home, List<SourceKind> kinds) {
        try {
            return new SourcesFile(kinds).sources(Files.readString(home.settings()));
        } catch (IOException e) {
            throw new HomeException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<ConfiguredSource> sources(String text) {
        List<ConfiguredSource> sources = new ArrayList<>();
        root(text).ifPresent(root -> root.maps("sources").forEach(map -> sources.add(source(map))));
        if (!faults.isEmpty()) {
            throw new HomeException("The sources of " + FILE + " need a correction:\n  - "
                    + String.join("\n  - ", faults.stream().map(Fault::toString).toList()));
        }
        return sources;
    }

    /** The document, unless it has no sources; the rest of it is read by those whom it concerns. */
    private Optional<YamlMap> root(String text) {
        try {
            Optional<Node> document = YamlText.node(FILE, text);
            return document.filter(SourcesFile::hasSources).map(node -> YamlMap.of(FILE, node, faults));
        } catch (YamlEngineException e) {
            throw DistrictFile.notYaml(e);
        }
    }

    private static boolean hasSources(Node document) {
        return document instanceof MappingNode mapping
                && mapping.getValue().stream().anyMatch(SourcesFile::isFilledSources);
    }

    private static boolean isFilledSources(NodeTuple tuple) {
        boolean named =
                tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("sources");
        boolean empty = tuple.getValueNode() instanceof ScalarNode value
                && value.getValue().isBlank();
        return named && !empty;
    }

    private ConfiguredSource source(YamlMap yaml) {
        String name = yaml.text("name");
        if (!name.isEmpty() && !name.matches(NAME)) {
            yaml.fault("name", "'name' must be small letters, digits and hyphens, like our-sis");
        } else if (!names.add(name)) {
            yaml.fault("name", "two sources are named '" + name + "'; each needs a name of its own");
        }
        Every every = yaml.choiceIfGiven("every", Every.NIGHTLY);
        boolean paused = yaml.flag("paused");
        Duration patience = Duration.ofMinutes(yaml.number("maxMinutes", PATIENCE_MINUTES, 1, 24 * 60));
        String kindName = yaml.text("kind");
        Optional<SourceKind> kind =
                kinds.stream().filter(one -> one.name().equals(kindName)).findFirst();
        if (kind.isEmpty()) {
            List<String> known = kinds.stream().map(SourceKind::name).sorted().toList();
            if (!kindName.isEmpty()) {
                yaml.fault(
                        "kind",
                        "'kind' cannot be '" + kindName + "'; it is one of " + String.join(", ", known) + "."
                                + Nearest.proposal(kindName, known));
            }
            return new ConfiguredSource(name, kindName, every, true, patience, new NoSource());
        }
        Source source = kind.get().read(new SourceSettings(yaml));
        yaml.finish();
        return new ConfiguredSource(name, kindName, every, paused, patience, source);
    }

    /** Stands in for a kind that does not exist, so that the other faults of a file are found too. */
    private record NoSource() implements Source {

        @Override
        public PullOutcome pull(PullContext context) throws PullFailure {
            throw new PullFailure("The kind of the source is not known.", "Correct it in " + FILE + ".");
        }

        @Override
        public void check(PullContext context, Consumer<String> tell) throws PullFailure {
            throw new PullFailure("The kind of the source is not known.", "Correct it in " + FILE + ".");
        }
    }
}
