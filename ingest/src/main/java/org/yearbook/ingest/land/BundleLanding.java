package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.land.FileLanding.Terms;
import org.yearbook.ingest.source.folder.OneRosterFiles;

/**
 * Lands a OneRoster bundle. Its core files are taken together or not at all, since they point at each other; of the
 * others, each stands for itself.
 */
final class BundleLanding {

    private static final String SOURCE = "OneRoster";

    private final Room room;
    private final String bundle;
    private final FileLanding landing;
    private final Outcome outcome;

    /** Members, by their OneRoster name, that can be landed. */
    private final Map<String, Identified> members = new LinkedHashMap<>();

    private final Map<String, HeldBack> refused = new LinkedHashMap<>();

    BundleLanding(Room room, String bundle, FileLanding landing, Outcome outcome) {
        this.room = room;
        this.bundle = bundle;
        this.landing = landing;
        this.outcome = outcome;
    }

    /** {@return the members that are no part of OneRoster} */
    List<Member> land(Member manifestFile, List<Member> files, Staging staging) throws IOException, Refusal {
        Manifest manifest = Manifest.read(manifestFile.path());
        manifest.oddities().forEach(oddity -> finding(manifestFile.file(), "minor", oddity));
        List<Member> others = new ArrayList<>();
        Map<String, Member> delivered = new LinkedHashMap<>();
        for (Member file : files) {
            Optional<String> member = OneRosterFiles.member(file.name());
            if (member.isEmpty()) {
                others.add(file);
            } else if (delivered.put(member.get(), file) != null) {
                throw new Refusal(
                        Rules.SCHEMA,
                        "Two files of the bundle are named " + member.get() + ".csv, in other letters.",
                        "Leave one of them out.");
            }
        }
        compare(manifest, manifestFile, delivered);
        for (Map.Entry<String, Member> file : delivered.entrySet()) {
            identify(file.getKey(), file.getValue(), manifest);
        }
        BundleYear year = BundleYear.of(
                Optional.ofNullable(members.get("academicSessions")), bundle, room.district(), room.night());
        if (year.doubt() != null && !members.isEmpty()) {
            finding(manifestFile.file(), "minor", year.doubt());
        }
        deltas(manifest, manifestFile, year);
        for (String member : inOrder()) {
            Identified file = members.get(member);
            if (file != null) {
                landOne(member, file, terms(member, manifest, year));
            }
        }
        settle(staging);
        return others;
    }

    /** Changes to something that never came: usually the first bulk bundle went astray. */
    private void deltas(Manifest manifest, Member manifestFile, BundleYear year) {
        List<String> groundless = members.entrySet().stream()
                .filter(file -> manifest.mode(file.getKey()).orElse("").equals(Manifest.DELTA))
                .filter(file -> room.standing()
                        .at(file.getValue().contract().id(), year.year().toString())
                        .isEmpty())
                .map(file -> file.getKey() + ".csv")
                .toList();
        if (!groundless.isEmpty()) {
            finding(
                    manifestFile.file(),
                    "major",
                    "The bundle holds only changes, and nothing is in force for " + year.year() + " that they could"
                            + " change, in " + String.join(", ", groundless) + ".");
        }
    }

    /** Enrollments first: what they say about parts of a district goes for all. */
    private List<String> inOrder() {
        return members.keySet().stream()
                .sorted(Comparator.comparing(member -> !member.equals("enrollments")))
                .toList();
    }

    private void compare(Manifest manifest, Member manifestFile, Map<String, Member> delivered) throws Refusal {
        List<String> missing = new ArrayList<>();
        for (String member : OneRosterFiles.members()) {
            Optional<String> mode = manifest.mode(member);
            boolean promised = mode.isPresent() && !mode.get().equals(Manifest.ABSENT);
            if (promised && !delivered.containsKey(member)) {
                missing.add(member);
            }
        }
        Optional<String> core = missing.stream().filter(OneRoster::core).findFirst();
        if (core.isPresent()) {
            throw new Refusal(
                    Rules.SCHEMA,
                    "The manifest promises " + core.get() + ".csv, which did not come.",
                    "Export the bundle again: without this file the others cannot be understood.");
        }
        missing.forEach(member ->
                finding(manifestFile.file(), "major", "The manifest promises " + member + ".csv, which did not come."));
    }

    private void identify(String member, Member file, Manifest manifest) throws IOException {
        Optional<Contract> contract = OneRoster.contract(room.contracts(), member, manifest.version());
        if (contract.isEmpty()) {
            finding(
                    file.file(),
                    "warning",
                    "OneRoster " + manifest.version() + " has no " + member + ".csv; it was not read.");
            return;
        }
        if (!file.name().equals(member + ".csv")) {
            finding(file.file(), "minor", "The file is not named exactly " + member + ".csv.");
        }
        try {
            Identified identified =
                    Unforeseen.in(() -> room.identification().under(contract.get(), file, FirstLook.at(file.path())));
            String mode = manifest.mode(member).orElse("");
            if (mode.equals(Manifest.ABSENT)) {
                saidAbsent(member, identified);
                return;
            }
            if (mode.isEmpty()) {
                finding(file.file(), "minor", "The manifest does not mention the file; it was taken as bulk.");
            }
            members.put(member, identified);
        } catch (Refusal refusal) {
            refused.put(member, refusal.of(file.file(), contract.get().source()));
        }
    }

    private void saidAbsent(String member, Identified file) throws IOException, Refusal {
        long rows = 0;
        try (Reader text = file.form().open(file.member().path())) {
            var records = new Records(text, file.csv());
            records.next(0);
            while (records.next(file.header().names().size())) {
                rows++;
            }
        }
        if (rows > 0) {
            throw new Refusal(
                    Rules.SCHEMA,
                    "The manifest says that " + member + ".csv is absent, yet it came, with rows.",
                    "Export the bundle again; either the manifest or the file is left over from another export.",
                    rows);
        }
        finding(file.member().file(), "warning", "The manifest says that the file is absent; it came without rows.");
    }

    private static Terms terms(String member, Manifest manifest, BundleYear year) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String mode = manifest.mode(member).orElse(Manifest.BULK);
        attributes.put(LandedFile.ONEROSTER_VERSION, manifest.version());
        attributes.put(LandedFile.MANIFEST_MODE, mode);
        if (!manifest.system().isEmpty()) {
            attributes.put(LandedFile.SOURCE_SYSTEM, manifest.system());
        }
        return new Terms(year.year().toString(), mode.equals(Manifest.DELTA), attributes);
    }

    private void landOne(String member, Identified file, Terms terms) throws IOException {
        try {
            Unforeseen.in(() -> landing.land(file, terms)).ifPresent(outcome::unchanged);
        } catch (Refusal refusal) {
            refused.put(member, refusal.of(file.member().file(), file.contract().source()));
        }
    }

    /** When a core file is refused, what was made of the others is given up again. */
    private void settle(Staging staging) {
        outcome.held(List.copyOf(refused.values()));
        Optional<String> broken =
                refused.keySet().stream().filter(OneRoster::core).findFirst();
        if (broken.isEmpty()) {
            return;
        }
        List<HeldBack> companions = staging.ready().stream()
                .map(ready -> ready.landed().file())
                .map(file -> new HeldBack(
                        file.file(),
                        file.source(),
                        "Held back with " + broken.get() + ".csv: the files of a bundle point at each other.",
                        Rules.SCHEMA,
                        "Correct " + broken.get() + ".csv and deliver the whole bundle again.",
                        file.delivered()))
                .toList();
        outcome.held(companions);
        staging.ready().clear();
    }

    private void finding(String file, String severity, String message) {
        outcome.finding(new Finding(
                Rules.SCHEMA,
                severity,
                source(),
                file,
                0,
                null,
                null,
                message,
                "Tell whoever exports the bundle; the OneRoster standard describes it."));
    }

    private String source() {
        return OneRoster.contract(room.contracts(), "users", "1.1")
                .map(Contract::source)
                .orElse(SOURCE);
    }
}
