package org.yearbook.dashboard.page.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Severities;
import org.yearbook.warehouse.answer.RuleAnswers.LastNight;
import org.yearbook.warehouse.answer.RuleAnswers.Place;
import org.yearbook.warehouse.answer.RuleAnswers.QualityRule;

/** One rule of the publication in people's words. */
record RuleReader(QualityRule rule) {

    private static final int A_FEW = 3;
    private static final int FIELDS = 6;
    private static final int SLOW_MILLIS = 50;
    private static final String OWN = "own";

    /** Areas in the order in which they are offered, by what ids begin with. */
    static final List<Map.Entry<String, String>> AREAS = List.of(
            Map.entry(OWN, "The district's own"),
            Map.entry("STU", "Students"),
            Map.entry("CON", "Contacts"),
            Map.entry("ENR", "Enrollment"),
            Map.entry("ATT", "Attendance"),
            Map.entry("CRS", "Courses and classes"),
            Map.entry("ASM", "Tests"),
            Map.entry("DIS", "Discipline"),
            Map.entry("HR", "Staff"),
            Map.entry("APP", "Apps"),
            Map.entry("X", "Between systems"),
            Map.entry("OR", "OneRoster files"),
            Map.entry("GEN", "Every file"),
            Map.entry("SYS", "Deliveries"));

    private static final Map<String, String> FIXES = Map.of(
            "automatic", "understood, and mended at the source later",
            "proposal", "a value is proposed",
            "source", "only the source knows");

    String area() {
        return rule.own() ? OWN : rule.id().replaceFirst("-.*", "");
    }

    /** {@return whether all words of a search stand somewhere in what is said of the rule; birth_date is two} */
    boolean says(String text) {
        String places = rule.places().stream()
                .map(place -> String.join(" ", place.entity(), place.field(), place.clerkText(), place.fixText()))
                .collect(Collectors.joining(" "));
        String all = words(String.join(" ", rule.id(), rule.title(), rule.checks(), rule.authority(), places));
        return List.of(words(text).strip().split("\\s+", -1)).stream().allMatch(all::contains);
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    RulesPage.Row row() {
        List<String> sentences = rule.places().stream()
                .map(Place::clerkText)
                .filter(words -> !words.isEmpty() && !words.equals(rule.checks()))
                .distinct()
                .toList();
        List<RulesPage.Severity> severities = Severities.ALL.stream()
                .filter(severity ->
                        rule.places().stream().anyMatch(place -> severity.code().equals(place.severity())))
                .map(severity -> new RulesPage.Severity(severity.code(), severity.words()))
                .toList();
        return new RulesPage.Row(
                rule.id(),
                rule.title(),
                severities,
                rule.checks(),
                sentences.stream().limit(A_FEW).toList(),
                first(Place::fixText),
                first(Place::ownerRole),
                rule.authority(),
                rule.dimension() + "; " + FIXES.getOrDefault(rule.fixKind(), rule.fixKind()),
                where(),
                years(),
                rule.nights().stream().map(RuleReader::night).toList());
    }

    private String first(Function<Place, String> words) {
        return rule.places().stream()
                .map(words)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String where() {
        List<String> fields = rule.places().stream()
                .filter(place -> !place.entity().isEmpty())
                .map(place -> spaced(place.entity()) + (place.field().isEmpty() ? "" : ", " + spaced(place.field())))
                .distinct()
                .toList();
        String few = fields.stream().limit(FIELDS).collect(Collectors.joining("; "));
        return fields.size() > FIELDS ? few + "; and " + (fields.size() - FIELDS) + " more" : few;
    }

    private String years() {
        String from = rule.effectiveFrom().isEmpty() ? "" : "from " + rule.effectiveFrom();
        String until = rule.effectiveUntil().isEmpty() ? "" : "until " + rule.effectiveUntil();
        return (from + " " + until).strip();
    }

    private static RulesPage.Night night(LastNight night) {
        if (!night.ran()) {
            return new RulesPage.Night(
                    (night.failed() ? "Failed last night. " : "Not judged. ") + night.whyNot(), false, night.failed());
        }
        if (!night.told()) {
            return new RulesPage.Night("Judged last night.", false, false);
        }
        String broken = night.broken() == 0
                ? "none breaks it"
                : Numbers.whole(night.broken()) + (night.broken() == 1 ? " breaks it" : " break it");
        Long judged = night.judged();
        String told = judged == null
                ? "Judged as files arrive; " + Numbers.whole(night.broken()) + " open"
                : Numbers.whole(judged) + " rows of " + spaced(night.entity()) + " judged; " + broken;
        String time = night.millis() == null || night.millis() < SLOW_MILLIS
                ? ""
                : " (" + Numbers.seconds(night.millis() / 1000.0) + ")";
        return new RulesPage.Night(told + time + ".", night.broken() > 0, false);
    }

    private static String spaced(String name) {
        return name.replace('_', ' ');
    }
}
