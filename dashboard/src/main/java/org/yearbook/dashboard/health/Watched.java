package org.yearbook.dashboard.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.schedule.NightWatch;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.NoPublicationException;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/** What the nights of the home look like as metrics; what is not known is not a number. */
@Component
final class Watched implements MeterBinder {

    private final DistrictHome home;
    private final District district;
    private final NightWatch nights;
    private final RefreshWatch refreshes;
    private final Editions editions;
    private final Clock clock;
    private final Runs runs;

    Watched(
            DistrictHome home,
            District district,
            NightWatch nights,
            RefreshWatch refreshes,
            Editions editions,
            Clock clock) {
        this.refreshes = refreshes;
        this.editions = editions;
        this.home = home;
        this.district = district;
        this.nights = nights;
        this.clock = clock;
        this.runs = new Runs(home);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "yearbook.publication.age.days", "Days since the night of the numbers in force", Watched::age);
        gauge(
                registry,
                "yearbook.night.missing",
                "1 when the night whose time came last is missing",
                watched -> watched.nights
                        .standing()
                        .map(NightStanding::missing)
                        .map(missing -> missing ? 1.0 : 0.0)
                        .orElse(Double.NaN));
        gauge(
                registry,
                "yearbook.refresh.late",
                "How many deliveries that are promised between nights are late",
                watched -> watched.ages(
                        ages -> ages.stream().filter(RefreshWatch.Age::late).count()));
        gauge(
                registry,
                "yearbook.refresh.heard.timestamp.seconds",
                "When what was heard of longest ago of what is refreshed was, in seconds since 1970",
                watched -> watched.ages(ages -> ages.stream()
                        .mapToDouble(age -> age.at().getEpochSecond())
                        .min()
                        .orElse(Double.NaN)));
        gauge(
                registry,
                "yearbook.night.running",
                "1 while a night runs",
                watched -> watched.runs
                        .latest()
                        .filter(run -> run.state() == Run.State.RUNNING)
                        .map(run -> 1.0)
                        .orElse(0.0));
        gauge(
                registry,
                "yearbook.night.published.timestamp.seconds",
                "When the last night that published ended, in seconds since 1970",
                watched -> watched.published()
                        .map(Run::lastHeard)
                        .map(Instant::getEpochSecond)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN));
        gauge(
                registry,
                "yearbook.night.published.duration.seconds",
                "How long the last night that published took",
                watched -> watched.published()
                        .map(run -> run.took().toMillis() / 1000.0)
                        .orElse(Double.NaN));
        gauge(
                registry,
                "yearbook.night.published.held.files",
                "Files that the last night that published held back, and sources that it could not pull",
                watched -> watched.published()
                        .map(run -> (double) run.files().stream()
                                .filter(file -> file.came() == Run.Came.HELD)
                                .count())
                        .orElse(Double.NaN));
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<Watched> value) {
        Gauge.builder(name, this, value).description(what).register(registry);
    }

    /** {@return how many days ago a night was, where the district is} */
    long days(LocalDate night) {
        return ChronoUnit.DAYS.between(
                night, clock.instant().atZone(district.zone()).toLocalDate());
    }

    private double ages(ToDoubleFunction<List<RefreshWatch.Age>> value) {
        try {
            List<RefreshWatch.Age> ages = editions.ask(refreshes::ages);
            return ages.isEmpty() ? Double.NaN : value.applyAsDouble(ages);
        } catch (NoPublicationException | PublicationException e) {
            return Double.NaN; // health tells it
        }
    }

    private double age() {
        try {
            return Publications.current(home)
                    .map(Publication::asOf)
                    .map(night -> (double) days(night))
                    .orElse(Double.NaN);
        } catch (PublicationException e) {
            return Double.NaN; // health tells it
        }
    }

    private Optional<Run> published() {
        return runs.ids().stream()
                .flatMap(id -> runs.find(id).stream())
                .filter(run -> !run.refresh() && run.state().published())
                .findFirst();
    }
}
