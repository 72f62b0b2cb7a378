package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.YamlMap;

/** One part of {@code district.yaml} that is no part of {@link District}. */
final class DistrictPart {

    private DistrictPart() {}

    /**
     * {@return what a home says under a key, where it says anything}; every fault is named in one {@link HomeException}
     */
    static <T> Optional<T> read(DistrictHome home, String key, Function<YamlMap, T> reader) {
        String text;
        try {
            text = Files.readString(home.settings());
        } catch (IOException e) {
            throw new HomeException("district.yaml cannot be read: " + CsvLines.why(e), e);
        }
        var faults = new ArrayList<Fault>();
        Optional<T> part = YamlMap.read("district.yaml", text, faults)
                .flatMap(all -> all.map(key))
                .map(reader);
        if (!faults.isEmpty()) {
            throw new HomeException("district.yaml needs a correction:\n  - "
                    + faults.stream().map(Fault::toString).collect(Collectors.joining("\n  - ")));
        }
        return part;
    }
}
