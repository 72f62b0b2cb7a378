package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yearbook.definitions.YamlText;

/**
 * Which faults a district has, where, and how often.
 *
 * @param mendedEachNight share of the faults that somebody mends from one night to the next
 */
public record DirtProfile(double mendedEachNight, List<Fault> faults) {

    private static final Set<String> SHIPPED = Set.of("realistic", "severe");
    private static final Set<String> TOP = Set.of("description", "mended_each_night", "faults");
    private static final Set<String> KEYS = Set.of("what", "rule_id", "repairable", "moves_metrics", "where");

    /** Copies the list. */
    public DirtProfile {
        faults = List.copyOf(faults);
    }

    /** {@return a district without a fault} */
    public static DirtProfile none() {
        return new DirtProfile(0, List.of());
    }

    /**
     * {@return the profile of a name, {@code none}, {@code realistic} or {@code severe}, or in a YAML file}
     *
     * @throws IllegalArgumentException when there is none or it is not understood; the message says what to change
     */
    public static DirtProfile of(String nameOrFile) {
        if (nameOrFile.equals("none")) {
            return none();
        }
        try {
            if (SHIPPED.contains(nameOrFile)) {
                try (InputStream file = DirtProfile.class.getResourceAsStream("/simulate/" + nameOrFile + ".yaml")) {
                    if (file == null) {
                        throw new IllegalStateException("simulate/" + nameOrFile + ".yaml is missing");
                    }
                    return read(nameOrFile, new String(file.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            Path file = Path.of(nameOrFile);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(
                        "--dirt is none, realistic, severe or a profile file; there is no file " + nameOrFile);
            }
            return read(nameOrFile, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The dirt profile " + nameOrFile + " could not be read", e);
        }
    }

    private static DirtProfile read(String name, String yaml) {
        try {
            Object root = YamlText.value(name, yaml);
            Map<?, ?> top = map(name, "the profile", root);
            known(name, "the profile", top, TOP);
            var faults = new ArrayList<Fault>();
            map(name, "faults", top.get("faults"))
                    .forEach((kind, body) -> faults.add(fault(name, String.valueOf(kind), map(name, kind + "", body))));
            return new DirtProfile(share(name, "mended_each_night", top.get("mended_each_night")), faults);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(name + " is not YAML: " + e.getMessage(), e);
        }
    }

    private static Fault fault(String file, String kind, Map<?, ?> body) {
        known(file, kind, body, KEYS);
        var where = new LinkedHashMap<String, Double>();
        map(file, kind + ".where", body.get("where"))
                .forEach((place, rate) -> where.put(String.valueOf(place), share(file, kind + "." + place, rate)));
        where.keySet().forEach(place -> place(file, kind, place));
        String rule = body.get("rule_id") == null ? "" : String.valueOf(body.get("rule_id"));
        return new Fault(
                kind(file, kind),
                rule,
                Boolean.TRUE.equals(body.get("repairable")),
                Boolean.TRUE.equals(body.get("moves_metrics")),
                where);
    }

    /** Refuses a fault where it cannot happen: it would be read and never come about. */
    private static void place(String file, String kind, String place) {
        DeliveredFiles.check(file, place);
        for (RowFault fault : RowFault.values()) {
            if (named(fault, kind) && (place.contains(".") || !fault.happensIn(place))) {
                throw new IllegalArgumentException(
                        file + ": " + kind + " is a fault of whole rows and cannot happen in " + place);
            }
        }
        for (FieldFault fault : FieldFault.values()) {
            if (named(fault, kind) && (!place.contains(".") || place.startsWith("apps-usage."))) {
                throw new IllegalArgumentException(file + ": " + kind + " is a fault of one value and cannot happen in "
                        + place + "; write file.column");
            }
        }
    }

    private static boolean named(Enum<?> fault, String kind) {
        return fault.name().toLowerCase(Locale.ROOT).equals(base(kind));
    }

    /** A profile calls faults as the deliveries call things: grade_spelling. */
    private static String kind(String file, String kind) {
        var all = new TreeSet<String>();
        for (FieldFault fault : FieldFault.values()) {
            all.add(fault.name().toLowerCase(Locale.ROOT));
        }
        for (RowFault fault : RowFault.values()) {
            all.add(fault.name().toLowerCase(Locale.ROOT));
        }
        for (Fault.Planted fault : Fault.Planted.values()) {
            all.add(fault.name().toLowerCase(Locale.ROOT));
        }
        if (!all.contains(base(kind))) {
            throw new IllegalArgumentException(file + ": there is no fault " + kind + "; known are " + all);
        }
        return kind;
    }

    /** {@return the fault of a kind that a profile lists twice, under {@code kind@something}} */
    static String base(String kind) {
        int at = kind.indexOf('@');
        return at < 0 ? kind : kind.substring(0, at);
    }

    private static Map<?, ?> map(String file, String what, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(file + ": " + what + " must be a block of names and values");
    }

    private static double share(String file, String what, @Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(file + ": " + what + " must be a share from 0 to 1");
    }

    private static void known(String file, String what, Map<?, ?> given, Set<String> known) {
        for (Object key : given.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(
                        file + ": " + what + " has no " + key + "; known are " + new TreeSet<>(known));
            }
        }
    }

    /**
     * One kind of fault.
     *
     * @param kind its name in the profile
     * @param ruleId the rule that should find it; blank when standardizing takes care of it
     * @param repairable whether the clean value follows from the dirty one
     * @param movesMetrics whether a pipeline that cannot repair it comes to other numbers than the truth
     * @param where shares by place: {@code file.column}, or {@code file} for a row
     */
    public record Fault(
            String kind, String ruleId, boolean repairable, boolean movesMetrics, Map<String, Double> where) {

        /** Copies the map. */
        public Fault {
            where = Map.copyOf(where);
        }

        /** Faults that need to know more than the row, so that the file that has them plants them itself. */
        enum Planted {
            /** A new family name that the directory has not heard of. */
            DIRECTORY_NAME_BEHIND,
            /** A membership that goes on after the next one began. */
            OVERLAPPING_STINTS,
            /** A mark as an English learner that the program contradicts, or the reverse. */
            EL_STATUS_WRONG,
            /** A mark for special education that the program contradicts, or the reverse. */
            SPED_STATUS_WRONG,
            /** A mark as homeless without the program. */
            HOMELESS_WITHOUT_PROGRAM,
            /** The child's own account where a guardian's address belongs. */
            GUARDIAN_MAIL_OF_CHILD,
            /** A graduate whose exit code says only that the year ended. */
            GRADUATE_UNSAID,
            /** A holiday that the calendar has as a day with school. */
            HOLIDAY_IN_SESSION,
            /** A student without an account. */
            ACCOUNT_MISSING,
            /** An account that somebody used after the student had left. */
            ACCOUNT_USED_AFTER
        }
    }
}
