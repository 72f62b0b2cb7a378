package org.yearbook.warehouse.year;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * Which school years are open: {@code years/2026-27/opening.yaml} of a home, one for each year. Years that the first
 * night found were opened with the home; a later one is opened by people, and until then shows no number.
 */
public final class Openings {

    private static final String FILE = "opening.yaml";

    private final DistrictHome home;
    private final NavigableMap<SchoolYear, Opening> openings;

    private Openings(DistrictHome home, NavigableMap<SchoolYear, Opening> openings) {
        this.home = home;
        this.openings = openings;
    }

    /** How a year came to be open. */
    public enum How {
        /** The home's first night found it. */
        WITH_THE_HOME,
        /** Delivered late, before a year that is open. */
        AS_HISTORY,
        /** Opened by people, when all was in place. */
        BY_CHECKLIST
    }

    /**
     * One year.
     *
     * @param opened null while it is not
     * @param confirmations of items of the checklist, by item; the last of each counts
     */
    public record Opening(SchoolYear year, @Nullable Opened opened, Map<String, Confirmation> confirmations) {

        public Opening {
            confirmations = Collections.unmodifiableMap(new TreeMap<>(confirmations));
        }
    }

    public record Opened(How how, String by, Instant at) {}

    /**
     * That somebody looked at an item.
     *
     * @param seen fingerprint of what was looked at; what changed since is open again
     */
    public record Confirmation(String by, Instant at, String reason, String seen) {}

    /** {@return what is recorded in a home}; a record that cannot be understood is a {@link YearException} */
    public static Openings of(DistrictHome home) {
        var openings = new TreeMap<SchoolYear, Opening>();
        for (SchoolYear year : ClosedYears.folders(home)) {
            Path file = ClosedYears.folder(home, year).resolve(FILE);
            if (Files.exists(file)) {
                openings.put(year, read(year, file));
            }
        }
        return new Openings(home, openings);
    }

    /** {@return the latest year that is open; every year before it is, too} */
    public Optional<SchoolYear> latest() {
        return openings.descendingMap().values().stream()
                .filter(opening -> opening.opened() != null)
                .map(Opening::year)
                .findFirst();
    }

    /** {@return whether numbers of a year may be shown} */
    public boolean isOpen(SchoolYear year) {
        return latest().filter(last -> year.compareTo(last) <= 0).isPresent();
    }

    /** {@return what is recorded of a year; nothing yet when nobody touched it} */
    public Opening of(SchoolYear year) {
        Opening opening = openings.get(year);
        return opening == null ? new Opening(year, null, Map.of()) : opening;
    }

    /** {@return which years people opened; a publication changes with it} */
    public List<SchoolYear> byChecklist() {
        return openings.values().stream()
                .filter(opening -> opening.opened() != null && opening.opened().how() == How.BY_CHECKLIST)
                .map(Opening::year)
                .toList();
    }

    /** Records years as open that are not recorded so yet. */
    public void open(Collection<SchoolYear> years, How how, String by, Instant at) {
        for (SchoolYear year : years) {
            Opening before = of(year);
            if (before.opened() == null) {
                write(new Opening(year, new Opened(how, by, at), before.confirmations()));
            }
        }
    }

    /** Records that somebody looked at items of the checklist. */
    public void confirm(SchoolYear year, Map<String, Confirmation> confirmations) {
        Opening before = of(year);
        var all = new TreeMap<>(before.confirmations());
        all.putAll(confirmations);
        write(new Opening(year, before.opened(), all));
    }

    private void write(Opening opening) {
        openings.put(opening.year(), opening);
        var document = new LinkedHashMap<String, Object>();
        document.put("school_year", opening.year().toString());
        Opened opened = opening.opened();
        if (opened != null) {
            var map = new LinkedHashMap<String, Object>();
            map.put("how", word(opened.how()));
            map.put("by", opened.by());
            map.put("at", opened.at().toString());
            document.put("opened", map);
        }
        var confirmed = new ArrayList<Map<String, Object>>();
        opening.confirmations().forEach((item, confirmation) -> {
            var map = new LinkedHashMap<String, Object>();
            map.put("item", item);
            map.put("by", confirmation.by());
            map.put("at", confirmation.at().toString());
            map.put("reason", confirmation.reason());
            map.put("seen", confirmation.seen());
            confirmed.add(map);
        });
        document.put("confirmed", confirmed);
        Disk.write(ClosedYears.folder(home, opening.year()).resolve(FILE), document);
    }

    private static Opening read(SchoolYear year, Path file) {
        String name = "years/" + year + "/" + FILE;
        Map<?, ?> document = Disk.read(file, name);
        try {
            Opened opened = document.get("opened") instanceof Map<?, ?> map
                    ? new Opened(how(text(map, "how")), text(map, "by"), Instant.parse(text(map, "at")))
                    : null;
            var confirmations = new TreeMap<String, Confirmation>();
            if (document.get("confirmed") instanceof List<?> list) {
                for (Object entry : list) {
                    Map<?, ?> map = (Map<?, ?>) entry;
                    confirmations.put(
                            text(map, "item"),
                            new Confirmation(
                                    text(map, "by"),
                                    Instant.parse(text(map, "at")),
                                    text(map, "reason"),
                                    text(map, "seen")));
                }
            }
            return new Opening(year, opened, confirmations);
        } catch (DateTimeException | IllegalArgumentException | ClassCastException e) {
            throw new YearException(
                    name + " was changed by hand and cannot be understood; put it back from a backup.", e);
        }
    }

    private static String word(How how) {
        return how.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static How how(String word) {
        return How.valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }
}
