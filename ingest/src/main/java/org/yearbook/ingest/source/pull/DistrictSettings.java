package org.yearbook.ingest.source.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.YamlMap;
import org.yearbook.definitions.YamlText;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/** {@code district.yaml} for a part of it that names another system, with the settings that sources have. */
public final class DistrictSettings {

    /** What it is called in messages. */
    public static final String FILE = "district.yaml";

    private DistrictSettings() {}

    /**
     * {@return the whole file, unless it is empty; the rest of it is read by those whom it concerns}
     *
     * @param faults takes what is found wrong in a part
     * @throws HomeException when it cannot be read at all
     */
    public static Optional<YamlMap> read(DistrictHome home, List<Fault> faults) {
        try {
            return YamlText.node(FILE, Files.readString(home.settings()))
                    .filter(MappingNode.class::isInstance)
                    .map(node -> YamlMap.of(FILE, node, faults));
        } catch (YamlEngineException e) {
            throw DistrictFile.notYaml(e);
        } catch (IOException e) {
            throw new HomeException(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }
}
