package org.yearbook.dashboard.page.administration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.dashboard.mail.MailSetup;
import org.yearbook.dashboard.schedule.NightStanding;
import org.yearbook.dashboard.schedule.NightWatch;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.schedule.Watches;
import org.yearbook.dashboard.state.Letters;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.Edition;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.PublicRelease;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/** What happens by itself: when last, when next, and where that is set. */
final class Schedules {

    private static final Pattern STAMPED = Pattern.compile("\\d{8}T\\d{6}-.+");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    private static final int STAMP_LENGTH = 15;
    private static final int RUNS_LOOKED_AT = 50;

    private final DistrictHome home;
    private final District district;
    private final MailSetup mail;
    private final Letters letters;
    private final NightWatch nights;
    private final RefreshWatch refreshes;
    private final Clock clock;

    Schedules(DistrictHome home, District district, MailSetup mail, Letters letters, Watches watches, Clock clock) {
        this.home = home;
        this.district = district;
        this.mail = mail;
        this.letters = letters;
        this.nights = watches.nights();
        this.refreshes = watches.refreshes();
        this.clock = clock;
    }

    /** One thing that happens by itself. */
    record Row(String what, String last, String next, String where, String fault) {}

    List<Row> rows(Optional<Edition> edition) {
        var rows = new ArrayList<Row>();
        rows.add(night(edition));
        refreshes.promise().map(this::refresh).ifPresent(rows::add);
        rows.addAll(List.of(mail(), release(edition), exports()));
        return List.copyOf(rows);
    }

    private Row refresh(String often) {
        var runs = new Runs(home);
        return new Row(
                "Refreshes, " + often,
                runs.ids().stream()
                        .limit(RUNS_LOOKED_AT)
                        .flatMap(id -> runs.find(id).stream())
                        .filter(Run::refresh)
                        .findFirst()
                        .map(run -> Dates.minute(run.began(), district.zone()))
                        .orElse("not lately"),
                refreshes
                        .next()
                        .map(at -> Dates.minute(at, district.zone()))
                        .orElse("when the timer of your machine starts it"),
                "refresh, in district.yaml",
                "");
    }

    private Row night(Optional<Edition> edition) {
        String last = edition.map(found -> "as of " + Dates.brief(found.asOf())
                        + begun(found.publication())
                                .map(at -> ", begun " + Dates.minute(at, district.zone()))
                                .orElse(""))
                .orElse("never");
        Optional<NightStanding> standing = nights.standing();
        return new Row(
                "Nights",
                last,
                standing.flatMap(NightStanding::next)
                        .map(at -> Dates.minute(at, district.zone()))
                        .orElse("when the timer of your machine starts it"),
                standing.isPresent()
                        ? "nights, in district.yaml"
                        : "district.yaml says nothing of nights: cron or a systemd timer runs yearbook nightly.",
                standing.filter(NightStanding::missing)
                        .map(found -> found.finding() + ". " + found.more())
                        .orElse(""));
    }

    /** A publication is named by the moment, in UTC, at which its night began. */
    private static Optional<Instant> begun(String publication) {
        return STAMPED.matcher(publication).matches()
                ? Optional.of(LocalDateTime.parse(publication.substring(0, STAMP_LENGTH), STAMP)
                        .toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    private Row mail() {
        return new Row(
                "Mail about data quality",
                letters.lastSent().map(at -> Dates.minute(at, district.zone())).orElse("never"),
                mail.next(clock.instant())
                        .map(at -> Dates.minute(at, district.zone()))
                        .orElse("not until it is set up"),
                mail.present() ? "mail.yaml of the home" : "There is no mail.yaml in the home.",
                mail.fault());
    }

    private Row release(Optional<Edition> edition) {
        PublicRelease often = district.privacy().publicRelease();
        return new Row(
                "Numbers that everybody may see",
                Publications.lastRelease(home).map(Dates::brief).orElse("never"),
                edition.map(found -> "in the first night from " + Dates.brief(after(often, found.asOf())) + " on")
                        .orElse("in the first night"),
                "public_release: " + often.name().toLowerCase(Locale.ROOT) + ", in district.yaml",
                "");
    }

    private static LocalDate after(PublicRelease often, LocalDate night) {
        LocalDate begin = often.begin(night);
        return switch (often) {
            case MONTHLY -> begin.plusMonths(1);
            case WEEKLY -> begin.plusWeeks(1);
            case NIGHTLY -> begin.plusDays(1);
        };
    }

    private Row exports() {
        return new Row(
                "Exports",
                newest(home.exports())
                        .map(at -> Dates.minute(at, district.zone()))
                        .orElse("never"),
                "when somebody makes one",
                "Files in exports of the home, made by yearbook metrics export and its like.",
                "");
    }

    private static Optional<Instant> newest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Schedules::changed).max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException("exports of the home cannot be listed", e);
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("a file in exports of the home cannot be read", e);
        }
    }
}
