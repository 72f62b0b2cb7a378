package org.yearbook.ingest.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.QualityRule;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * All that a night judges by, beside what follows from contracts: the book, the rules across records, and a district's
 * own rules about single rows.
 *
 * @param book what is known of each rule
 * @param across the rules across records, shipped ones first
 * @param rows a district's own rules about single rows, by entity
 */
public record RuleSet(RuleBook book, List<AcrossRule> across, Map<String, List<QualityRule>> rows) {

    public RuleSet {
        across = List.copyOf(across);
        rows = Map.copyOf(rows);
    }

    /** {@return the rules of this release} */
    public static RuleSet shipped() {
        return new RuleSet(RuleBook.shipped(), AcrossRules.shipped(), Map.of());
    }

    /**
     * {@return the rules of this release and those of a district's home}
     *
     * @throws org.yearbook.warehouse.home.HomeException that names every fault in every file of {@code quality/rules}
     */
    public static RuleSet of(DistrictHome home, Contracts contracts) {
        return DistrictRules.beside(
                shipped(), DistrictRules.files(home.quality().resolve("rules")), contracts);
    }

    /**
     * {@return the rules of this release and those of some files}
     *
     * @throws org.yearbook.warehouse.home.HomeException that names every fault in every file
     */
    public static RuleSet with(List<Path> files, Contracts contracts) {
        return DistrictRules.beside(shipped(), files, contracts);
    }

    /** {@return a district's own rules about single rows of an entity} */
    public List<QualityRule> ofEntity(String entity) {
        return rows.getOrDefault(entity, List.of());
    }

    /**
     * {@return whether a rule judges rows of a school year}
     *
     * @param night the school year of the night, in which rows without a school year are judged
     */
    public boolean inForce(String id, String schoolYear, SchoolYear night) {
        return book.effective(id).covers(schoolYear, night);
    }

    /** {@return the rules across records, each asking for the school years in which it is in force} */
    public List<AcrossRule> across(SchoolYear night) {
        return across.stream()
                .map(rule -> rule.where(book.effective(rule.id()).condition("school_year", night)))
                .toList();
    }

    /** {@return a text that changes whenever rows of that entity and school year would be judged otherwise} */
    public String terms(String entity, String schoolYear, SchoolYear night) {
        List<String> terms = new ArrayList<>();
        ofEntity(entity).forEach(rule -> terms.add(rule.toString()));
        SchoolYear judged = SchoolYear.named(schoolYear).orElse(night);
        terms.add(book.all().stream()
                .filter(entry -> !entry.effective().covers(judged))
                .map(BookEntry::id)
                .collect(Collectors.joining(",")));
        return String.join("|", terms);
    }
}
