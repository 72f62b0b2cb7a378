package org.yearbook.ingest.source.oneroster.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlText;

/**
 * The files of one version of OneRoster and their columns, in the order of the standard. Sources: OneRoster 1.1 CSV
 * Tables (Final); OneRoster CSV Binding 1.2.1 (Final, 22 August 2023).
 *
 * @param version {@code 1.1} or {@code 1.2}
 * @param files file name without {@code .csv} to its columns, the three lifecycle columns included
 */
public record OneRosterStandard(String version, Map<String, List<StandardField>> files) {

    /** Every file has these in front. */
    public static final List<String> LIFECYCLE = List.of("sourcedId", "status", "dateLastModified");

    private static final List<StandardField> FRONT = List.of(
            new StandardField("sourcedId", true, FieldType.ID, List.of(), null),
            new StandardField("status", false, FieldType.WORDS, List.of("active", "tobedeleted"), null),
            new StandardField("dateLastModified", false, FieldType.DATETIME, List.of(), null));

    public static final OneRosterStandard V1_1 = read("1.1");
    public static final OneRosterStandard V1_2 = read("1.2");

    public OneRosterStandard {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** {@return the columns of a file; none when the version has no such file} */
    public Optional<List<StandardField>> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** {@return the header of a file, as the standard writes it} */
    public List<String> header(String file) {
        return file(file)
                .orElseThrow(() -> new IllegalArgumentException("OneRoster " + version + " has no " + file))
                .stream()
                .map(StandardField::name)
                .toList();
    }

    /** {@return whether words beyond the permitted ones may begin with {@code ext:}} */
    public boolean extensible() {
        return version.equals("1.2");
    }

    private static OneRosterStandard read(String version) {
        String resource = "oneroster-" + version + ".yaml";
        try (InputStream stream = OneRosterStandard.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own " + resource);
            }
            Object document = Objects.requireNonNull(
                    YamlText.value(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
            Map<String, List<StandardField>> files = new LinkedHashMap<>();
            ((Map<?, ?>) document).forEach((file, lines) -> files.put(String.valueOf(file), fields((List<?>) lines)));
            return new OneRosterStandard(version, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<StandardField> fields(List<?> lines) {
        List<StandardField> fields = new ArrayList<>(FRONT);
        lines.forEach(line -> fields.add(field(String.valueOf(line))));
        return List.copyOf(fields);
    }

    private static StandardField field(String line) {
        String[] parts = line.split(" ", 3);
        boolean required = parts[0].endsWith("!");
        String name = required ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
        FieldType type = FieldType.valueOf(parts[1].toUpperCase(Locale.ROOT));
        String last = parts.length == 3 ? parts[2] : "";
        return switch (type) {
            case ID, IDS -> new StandardField(name, required, type, List.of(), target(last));
            case WORDS, WORDLIST -> new StandardField(name, required, type, List.of(last.split("\\|", -1)), null);
            default -> new StandardField(name, required, type, List.of(), null);
        };
    }

    private static @Nullable String target(String text) {
        return text.isEmpty() ? null : text;
    }
}
