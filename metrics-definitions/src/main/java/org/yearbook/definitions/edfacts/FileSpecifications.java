package org.yearbook.definitions.edfacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.SchoolYear;

/**
 * The shipped file specifications: what was read of them, year by year. What no source of a year was read for is what
 * held the year before, and is told as provisional.
 */
public final class FileSpecifications {

    private static final String FOLDER = "/edfacts/";
    private static final String CODE_LISTS = "code-lists.yaml";

    private final Map<String, FileSpecification> byId;
    private final Map<String, List<Dated<Map<String, String>>>> codeLists;

    private FileSpecifications(
            Map<String, FileSpecification> byId, Map<String, List<Dated<Map<String, String>>>> codeLists) {
        this.byId = byId;
        this.codeLists = codeLists;
    }

    /** The same as long as the program runs, so they are read once. */
    private static final class Shipped {
        private static final FileSpecifications ALL = read();

        private Shipped() {}

        private static FileSpecifications read() {
            var texts = new TreeMap<String, String>();
            resource("index.txt")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(file -> texts.put(file, resource(file)));
            return of(texts);
        }
    }

    /** {@return the specifications of this release} */
    public static FileSpecifications shipped() {
        return Shipped.ALL;
    }

    /**
     * {@return the specifications of some files}
     *
     * @param texts by file name; {@code code-lists.yaml} holds the codes, each other one a specification
     * @throws DefinitionException that names every fault
     */
    static FileSpecifications of(Map<String, String> texts) {
        var faults = new ArrayList<Fault>();
        var reader = new SpecificationFile(faults);
        Map<String, FileSpecification> byId = new TreeMap<>();
        Map<String, List<Dated<Map<String, String>>>> codeLists = new TreeMap<>();
        texts.forEach((file, text) -> {
            String label = "edfacts/" + file;
            if (file.equals(CODE_LISTS)) {
                codeLists.putAll(reader.codeLists(label, text));
            } else {
                reader.specification(label, text).ifPresent(one -> byId.put(one.id(), one));
            }
        });
        if (!faults.isEmpty()) {
            throw new DefinitionException("The file specifications", faults);
        }
        return new FileSpecifications(byId, codeLists);
    }

    /**
     * {@return these specifications, with what the metadata service of EDFacts (EMDR) says of a school year} What it
     * says of files that are not known here is left out.
     *
     * @param metadata {@code ESS_Metadata.json}: category sets and permitted values
     * @param layout {@code ESS_Layout.json}: record layouts
     * @throws DefinitionException that names every fault
     */
    public FileSpecifications with(String metadata, String layout) {
        MetadataService.Read read = new MetadataService(this).read(metadata, layout);
        Map<String, FileSpecification> specifications = new TreeMap<>(byId);
        read.specifications().forEach(one -> specifications.merge(one.id(), one, FileSpecifications::together));
        Map<String, List<Dated<Map<String, String>>>> codes = new TreeMap<>(codeLists);
        read.codes().forEach((list, dated) -> codes.merge(list, dated, FileSpecifications::before));
        return new FileSpecifications(specifications, codes);
    }

    private static FileSpecification together(FileSpecification shipped, FileSpecification told) {
        Map<Level, OfLevel> levels = new TreeMap<>(shipped.levels());
        told.levels()
                .forEach((level, of) -> levels.merge(
                        level,
                        of,
                        (known, more) -> new OfLevel(
                                before(known.layouts(), more.layouts()),
                                before(known.sets(), more.sets()),
                                known.zeros())));
        return new FileSpecification(told.id(), told.name(), told.unit(), told.token(), true, levels);
    }

    /** {@return both, what was told later first: of one year it holds} */
    private static <T> List<Dated<T>> before(List<Dated<T>> known, List<Dated<T>> told) {
        return Stream.concat(told.stream(), known.stream()).toList();
    }

    /** {@return all, by their numbers} */
    public Collection<FileSpecification> all() {
        return byId.values();
    }

    public Optional<FileSpecification> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** {@return a file as it is written in a school year; nothing when there is no file of that level} */
    public Optional<YearFile> file(String id, Level level, SchoolYear year) {
        FileSpecification specification = byId.get(id);
        OfLevel of = specification == null ? null : specification.levels().get(level);
        return specification == null || of == null ? Optional.empty() : file(specification, of, level, year);
    }

    private Optional<YearFile> file(FileSpecification specification, OfLevel of, Level level, SchoolYear year) {
        Optional<InYear<RecordLayout>> layout = Dated.in(year, of.layouts());
        if (layout.isEmpty()) {
            return Optional.empty();
        }
        var provisional = new ArrayList<String>();
        tell(provisional, "The record layout", layout.get(), year);
        List<CategorySet> sets = List.of();
        Optional<InYear<List<CategorySet>>> dated = Dated.in(year, of.sets());
        if (dated.isPresent()) {
            tell(provisional, "The category sets", dated.get(), year);
            sets = dated.get().content();
        }
        if (!specification.tokenVerified()) {
            provisional.add("What the file name calls the file, " + specification.token() + ", is ours.");
        }
        Map<String, Map<String, String>> codes = new TreeMap<>();
        for (RecordField field : layout.get().content().fields()) {
            codes(field.codes(), year, provisional).ifPresent(known -> codes.put(String.valueOf(field.codes()), known));
        }
        return Optional.of(new YearFile(specification, level, year, layout.get().content(), sets, codes, provisional));
    }

    private Optional<Map<String, String>> codes(@Nullable String list, SchoolYear year, List<String> provisional) {
        if (list == null) {
            return Optional.empty();
        }
        Optional<InYear<Map<String, String>>> known = Dated.in(year, codeLists.getOrDefault(list, List.of()));
        known.ifPresent(codes -> tell(provisional, "The codes of " + list, codes, year));
        return known.map(InYear::content);
    }

    private static void tell(List<String> provisional, String what, InYear<?> held, SchoolYear year) {
        if (!held.verified()) {
            provisional.add(what + " of " + year + " could not be read in a source: as in " + held.readIn() + ".");
        }
    }

    private static String resource(String name) {
        try (InputStream stream = FileSpecifications.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program lacks its own file specification " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
