package org.yearbook.dashboard.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.ContractPromise;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.NightSettings.Starter;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.home.RefreshSettings.Days;
import org.yearbook.warehouse.run.Heard;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/** Tells when the next refresh is to be started, and how old what is refreshed is. */
@Component
public final class RefreshWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshWatch.class);

    private final DistrictHome home;
    private final District district;
    private final Editions editions;
    private final Clock clock;
    private final Runs runs;
    private final Optional<RefreshSettings> settings;
    private volatile @Nullable Calendar calendar;
    private @Nullable Behind behind;

    public RefreshWatch(
            DistrictHome home, District district, Editions editions, Optional<RefreshSettings> settings, Clock clock) {
        this.home = home;
        this.district = district;
        this.editions = editions;
        this.clock = clock;
        this.runs = new Runs(home);
        this.settings = settings;
    }

    /** The days with school of one publication; nothing where no calendar was delivered. */
    private record Calendar(String publication, Optional<Set<LocalDate>> days) {}

    /** The kinds of records that each metric is made of, as the definitions of one publication have them. */
    private record Behind(String publication, Map<String, Set<String>> entities) {}

    /**
     * How old what comes under one contract is.
     *
     * @param records what it is, as people say it
     * @param at when it was last heard of
     * @param often what is promised, as people say it
     * @param everyMinutes the same, for programs
     * @param late whether the promise is missed
     * @param words how old it is
     */
    public record Age(
            String source,
            String contract,
            String entity,
            String records,
            Instant at,
            String often,
            long everyMinutes,
            boolean late,
            String words) {

        /** {@return what it is, how old, and what was promised, in a sentence without its full stop} */
        public String sentence() {
            return records + " " + words + (late ? ", late: " : ", ") + "promised " + often;
        }
    }

    /** {@return how old each thing is that is refreshed, of the numbers of a publication; nothing where none is} */
    public List<Age> ages(Answers answers) {
        if (settings.isEmpty()) {
            return List.of();
        }
        Edition edition = answers.edition();
        List<Heard> heard = Heard.of(home, edition.night());
        if (heard.isEmpty()) {
            return List.of();
        }
        Map<String, String> names = ContractPromise.of(home, edition.night()).stream()
                .collect(Collectors.toMap(ContractPromise::contract, ContractPromise::name, (one, other) -> one));
        Instant now = clock.instant();
        RefreshPlan plan = plan(settings.get(), answers);
        return heard.stream()
                .sorted(Comparator.comparing(Heard::source).thenComparing(Heard::contract))
                .map(one ->
                        age(one, names.getOrDefault(one.contract(), one.entity().replace('_', ' ')), plan, now))
                .toList();
    }

    private Age age(Heard heard, String records, RefreshPlan said, Instant now) {
        return new Age(
                heard.source(),
                heard.contract(),
                heard.entity(),
                records,
                heard.at(),
                said.settings().often(),
                said.settings().every().toMinutes(),
                said.late(heard.at(), now),
                "as of " + Dates.time(heard.at(), now, district.zone()) + ", "
                        + Dates.ago(Duration.between(heard.at(), now)));
    }

    /** {@return the ages of what metrics are made of} */
    public List<Age> behind(Collection<String> metrics, Answers answers) {
        List<Age> ages = ages(answers);
        if (ages.isEmpty()) {
            return List.of();
        }
        Map<String, Set<String>> known = entities(answers.edition());
        Set<String> entities = metrics.stream()
                .flatMap(metric -> known.getOrDefault(metric, Set.of()).stream())
                .collect(Collectors.toSet());
        return ages.stream().filter(age -> entities.contains(age.entity())).toList();
    }

    private synchronized Map<String, Set<String>> entities(Edition edition) {
        if (behind == null || !behind.publication().equals(edition.publication())) {
            behind = new Behind(edition.publication(), read());
        }
        return behind.entities();
    }

    private Map<String, Set<String>> read() {
        Map<String, Set<String>> entities = new HashMap<>();
        try {
            Definitions definitions = Definitions.load(home.metrics());
            definitions
                    .metrics()
                    .forEach(metric -> metric.versions().stream()
                            .flatMap(version -> version.formula().measures().stream())
                            .flatMap(measure ->
                                    Optional.ofNullable(definitions.datasets().get(measure.dataset())).stream())
                            .forEach(dataset -> entities.computeIfAbsent(metric.id(), any -> new LinkedHashSet<>())
                                    .addAll(dataset.madeOf())));
        } catch (DefinitionException e) {
            // The night says what is wrong with them.
            LOG.warn("The metrics of the home cannot be read; pages of metrics tell no hours until they can");
        }
        return entities;
    }

    /** {@return whether the server is to start refreshes} */
    boolean starts() {
        return settings.filter(said -> said.starter() == Starter.SERVER).isPresent();
    }

    /** {@return the refresh to start now, by its time, if one is to be started} */
    Optional<Instant> toStart() {
        Instant now = clock.instant();
        return toBeStarted()
                .flatMap(plan -> plan.due(now))
                .filter(at -> !since(at))
                .filter(at -> runs.latest()
                        .filter(run -> run.state() == Run.State.RUNNING)
                        .isEmpty());
    }

    /** {@return how often, as people say it; empty where nothing is refreshed} */
    public Optional<String> promise() {
        return settings.map(RefreshSettings::often);
    }

    /** {@return when the next is due; empty where there is none, or something else starts them} */
    public Optional<Instant> next() {
        return toBeStarted().flatMap(plan -> plan.following(clock.instant()));
    }

    /** Asks the publication itself: not to be called by somebody who is reading one. */
    private Optional<RefreshPlan> toBeStarted() {
        return settings.filter(said -> said.starter() == Starter.SERVER).map(said -> {
            try {
                return said.days() == Days.SCHOOL
                        ? editions.ask(answers -> plan(said, answers))
                        : new RefreshPlan(said, district.zone(), RefreshPlan::isWeekday);
            } catch (NoPublicationException e) {
                return new RefreshPlan(said, district.zone(), RefreshPlan::isWeekday);
            }
        });
    }

    /** {@return whether any run began by then or later: a night takes in what is refreshed, too} */
    boolean since(Instant at) {
        return runs.ids().stream()
                .findFirst()
                .filter(id -> !Runs.began(id).isBefore(at))
                .isPresent();
    }

    private RefreshPlan plan(RefreshSettings said, Answers answers) {
        Predicate<LocalDate> open = said.days() == Days.SCHOOL
                ? days(answers)
                        .<Predicate<LocalDate>>map(days -> days::contains)
                        .orElse(RefreshPlan::isWeekday)
                : RefreshPlan::isWeekday;
        return new RefreshPlan(said, district.zone(), open);
    }

    private Optional<Set<LocalDate>> days(Answers answers) {
        String publication = answers.edition().publication();
        Calendar known = calendar;
        if (known == null || !known.publication().equals(publication)) {
            known = new Calendar(publication, answers.nights().schoolDays());
            calendar = known;
        }
        return known.days();
    }
}
