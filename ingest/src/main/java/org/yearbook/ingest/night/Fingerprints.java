package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yearbook.definitions.CodeSet;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.check.RuleSet;
import org.yearbook.ingest.conform.Item;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.warehouse.fingerprint.Sha256;

/** Texts that are the same again only when what goes into an item is the same. */
final class Fingerprints {

    /** Changes whenever the program would make something else of the same input. */
    private static final String PROGRAM = "9";

    /** How many digits of a fingerprint are kept. */
    private static final int PRINT = 32;

    private final ItemRunner.Run run;
    private final CodeSets codeSets;
    private final Sides sides;

    Fingerprints(ItemRunner.Run run, CodeSets codeSets, Sides sides) {
        this.run = run;
        this.codeSets = codeSets;
        this.sides = sides;
    }

    /**
     * {@return of the program, the district, the contracts, the codes and what is looked up, but of no delivered row}
     */
    String terms(Item item) {
        var said = new StringBuilder(PROGRAM)
                .append(run.district().firstDay())
                .append(run.district().zone())
                .append(run.rules().terms(item.entity(), item.schoolYear(), run.year()));
        for (Item.Part part : item.parts()) {
            said.append('|').append(part.contract().fingerprint());
            part.contract().columns().stream()
                    .map(Column::codeSet)
                    .filter(set -> set != null)
                    .forEach(set -> said.append(set).append(codes(set, item.schoolYear())));
            if (part.contract().entity().equals("demographic") && codeSets.combinedQuestion(item.schoolYear())) {
                said.append("one question");
            }
        }
        List<String> people = item.asksForPeopleOnly();
        for (String needed : item.needs()) {
            said.append('|').append(needed);
            said.append(
                    people.contains(needed)
                            ? sides.files(needed, item.schoolYear()).isEmpty()
                            : sides.content(needed, item.schoolYear()));
        }
        return digest(said.toString());
    }

    /** {@return of everything} */
    String of(Item item, String terms) {
        var said = new StringBuilder(terms);
        item.parts()
                .forEach(part -> part.files()
                        .forEach(file -> said.append(file.deliveryId())
                                .append(file.file())
                                .append(file.sha256())));
        item.asksForPeopleOnly().forEach(needed -> said.append('|').append(sides.content(needed, item.schoolYear())));
        return digest(said.toString());
    }

    /**
     * {@return of the program, of the contracts with the spellings that people decided, of the codes, of the rules with
     * what the book says of them, and of what else is said of the home: what people decided of who is who and of school
     * years, the district, its metrics}
     */
    static String terms(Contracts contracts, CodeSets codeSets, RuleSet rules, List<String> said) {
        var all = new StringBuilder(PROGRAM);
        contracts
                .all()
                .forEach(contract -> all.append(contract.id())
                        .append(' ')
                        .append(contract.fingerprint())
                        .append('|'));
        all.append(codeSets.said())
                .append(rules.across())
                .append(new TreeMap<>(rules.rows()))
                .append(rules.book().all());
        said.forEach(one -> all.append('|').append(one));
        return digest(all.toString());
    }

    /** {@return of all files in a folder, by their names and what they hold; empty without the folder} */
    static String folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.walk(folder)) {
            var all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(folder.relativize(file))
                        .append(' ')
                        .append(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .append('|');
            }
            return digest(all.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder cannot be read: " + folder, e);
        }
    }

    private String codes(String set, String schoolYear) {
        var inForce = SchoolYear.named(schoolYear)
                .map(year -> codeSets.inForce(set, year))
                .orElseGet(() -> codeSets.current(set));
        return inForce.map(CodeSet::spellings).map(Object::toString).orElse("");
    }

    private static String digest(String said) {
        return Sha256.of(said).substring(0, PRINT);
    }
}
