package org.yearbook.dashboard.page.administration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.AdministrationAnswers.Contracted;
import org.yearbook.warehouse.answer.AdministrationAnswers.Reported;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.NightAnswers.Freshness;
import org.yearbook.warehouse.home.ContractPromise;
import org.yearbook.warehouse.home.DistrictHome;

/** Reads the schools and the sources out of one publication, and which contracts are the district's own. */
final class SchoolsAndSources {

    private static final Pattern ID = Pattern.compile("(?m)^id:\\s*[\"']?([A-Za-z0-9._-]+)");

    private final DistrictHome home;
    private final RefreshWatch refreshes;

    SchoolsAndSources(DistrictHome home, RefreshWatch refreshes) {
        this.home = home;
        this.refreshes = refreshes;
    }

    /**
     * The schools.
     *
     * @param year that the numbers are of; empty without any
     */
    record Schools(String finding, String year, List<SchoolRow> rows) {

        Schools {
            rows = List.copyOf(rows);
        }
    }

    /** One school. */
    record SchoolRow(
            String id, String name, String level, String measures, String numbers, String few, boolean nothing) {

        /** {@return where the school's page is} */
        public String address() {
            return "/schools/" + Link.part(id);
        }
    }

    /** The sources. */
    record Sources(String finding, List<SourceRow> rows) {

        Sources {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One source.
     *
     * @param records the kinds of records that it brings
     */
    record SourceRow(
            String source,
            String records,
            String arrived,
            String arrivedAge,
            String through,
            boolean stale,
            List<ContractRow> contracts) {

        SourceRow {
            contracts = List.copyOf(contracts);
        }

        /** {@return how many of its contracts miss their promise} */
        public long late() {
            return contracts.stream()
                    .filter(contract -> !contract.late().isEmpty() || contract.refreshLate())
                    .count();
        }
    }

    /**
     * What came under one contract.
     *
     * @param name as people say it, and who answers for it; empty where the night does not tell
     * @param promise how old the data may be, in words; empty where the night does not tell
     * @param late by how many days the promise is missed, in words; empty where it is kept
     * @param refreshed how old it is where it is refreshed more often than nightly, in words; empty where it is not
     * @param refreshLate whether that is older than was promised
     * @param file where the district's own contract stands in the home; empty for one that came with Yearbook
     */
    record ContractRow(
            String id,
            String name,
            String owner,
            String promise,
            String late,
            String refreshed,
            boolean refreshLate,
            String file,
            String files,
            String held,
            String arrived,
            String through) {}

    static Schools schools(Answers answers, int smallest) {
        String year = answers.years().stream().findFirst().orElse("");
        Map<String, Reported> reported = answers.administration().reported(year, smallest).stream()
                .collect(Collectors.toMap(Reported::school, Function.identity()));
        List<SchoolRow> rows = answers.organizations().stream()
                .filter(place -> !place.district())
                .map(place -> {
                    Reported found = reported.getOrDefault(place.id(), new Reported(place.id(), 0, 0, 0));
                    return new SchoolRow(
                            place.id(),
                            place.name(),
                            level(place.level()),
                            Numbers.whole(found.measures()),
                            Numbers.whole(found.numbers()),
                            Numbers.whole(found.few()),
                            found.numbers() == 0);
                })
                .toList();
        long silent = rows.stream().filter(SchoolRow::nothing).count();
        String finding = Numbers.of(rows.size(), "school", "schools")
                + (silent == 0
                        ? ", and each has numbers of " + year + "."
                        : "; " + Numbers.of(silent, "has", "have") + " no number of " + year + ".");
        return new Schools(finding, year, rows);
    }

    private static String level(String level) {
        return level.isEmpty() ? "Other" : level.substring(0, 1).toUpperCase(Locale.ROOT) + level.substring(1);
    }

    Sources sources(Answers answers) {
        LocalDate night = answers.edition().asOf();
        Map<String, String> own = ownContracts();
        Map<String, ContractPromise> promises = ContractPromise.of(
                        home, answers.edition().night())
                .stream()
                .collect(Collectors.toMap(ContractPromise::contract, Function.identity(), (one, other) -> one));
        Map<String, List<Contracted>> contracts =
                answers.administration().contracts().stream().collect(Collectors.groupingBy(Contracted::source));
        Map<String, RefreshWatch.Age> ages = refreshes.ages(answers).stream()
                .collect(Collectors.toMap(RefreshWatch.Age::contract, Function.identity(), (one, other) -> one));
        List<Freshness> freshness = answers.nights().freshness();
        var days = new Days(night, answers.nights().expected());
        List<SourceRow> rows = freshness.stream()
                .map(source -> new SourceRow(
                        source.source(),
                        answers.administration().entities(source.source()).stream()
                                .map(entity -> entity.replace('_', ' '))
                                .collect(Collectors.joining(", ")),
                        Dates.brief(source.arrived()),
                        Dates.age(source.arrived(), night),
                        Dates.brief(source.dataThrough()),
                        source.isBehind(night),
                        contracts.getOrDefault(source.source(), List.of()).stream()
                                .map(found -> contract(
                                        found,
                                        own.getOrDefault(found.contract(), ""),
                                        promises.get(found.contract()),
                                        ages.get(found.contract()),
                                        days))
                                .toList()))
                .toList();
        long stale = freshness.stream().filter(source -> source.isBehind(night)).count();
        Set<String> known = freshness.stream().map(Freshness::source).collect(Collectors.toSet());
        String onlyHeld = contracts.keySet().stream()
                .filter(source -> !known.contains(source))
                .sorted()
                .collect(Collectors.joining(", "));
        return new Sources(
                Numbers.of(rows.size(), "source has", "sources have") + " delivered; "
                        + (stale == 0
                                ? "none is behind what it promises."
                                : Numbers.of(stale, "is behind what it promises.", "are behind what they promise."))
                        + (onlyHeld.isEmpty() ? "" : " Nothing was ever taken in of " + onlyHeld + "."),
                rows);
    }

    private static ContractRow contract(
            Contracted found,
            String own,
            @Nullable ContractPromise promise,
            RefreshWatch.@Nullable Age age,
            Days days) {
        return new ContractRow(
                found.contract(),
                promise == null ? "" : promise.name(),
                promise == null ? "" : promise.ownerRole(),
                promise == null ? "" : promised(promise),
                promise == null ? "" : days.late(promise, found),
                age == null ? "" : age.words() + ", promised " + age.often(),
                age != null && age.late(),
                own,
                Numbers.whole(found.files()),
                found.held() == 0 ? "" : Numbers.whole(found.held()),
                Dates.brief(found.arrived()),
                Dates.brief(found.through()));
    }

    private static String promised(ContractPromise promise) {
        return promise.latencyDays() == 0
                ? "no day is promised"
                : "at most " + Numbers.of(promise.latencyDays(), "day old", "days old");
    }

    /**
     * By which days a promise is judged.
     *
     * @param expected the day that data may be expected to reach
     */
    private record Days(LocalDate night, LocalDate expected) {

        /** A delivery is due every night; what it says of days without school may be nothing. */
        String late(ContractPromise promise, Contracted found) {
            if (promise.latencyDays() == 0 || found.arrived() == null || found.through() == null) {
                return "";
            }
            long age = Math.max(
                    ChronoUnit.DAYS.between(found.arrived(), night),
                    ChronoUnit.DAYS.between(found.through(), expected));
            long late = age - promise.latencyDays();
            return late <= 0 ? "" : Numbers.of(late, "day late", "days late");
        }
    }

    /** Contracts of the home by id: a shipped one of the same id is replaced by it. */
    private Map<String, String> ownContracts() {
        if (!Files.isDirectory(home.contracts())) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(home.contracts(), 3)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted()
                    .flatMap(this::named)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> second));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Stream<Map.Entry<String, String>> named(Path file) {
        try {
            Matcher id = ID.matcher(Files.readString(file));
            return id.find()
                    ? Stream.of(
                            Map.entry(id.group(1), home.root().relativize(file).toString()))
                    : Stream.empty();
        } catch (IOException e) {
            // What cannot be read stops the next night with a message; here it is only not named.
            return Stream.empty();
        }
    }
}
