package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.folder.Inbox.BundleFolder;
import org.yearbook.ingest.source.folder.Inbox.Item;
import org.yearbook.ingest.source.folder.Inbox.Zip;
import org.yearbook.ingest.source.folder.OneRosterFiles;

/** One landing: takes the inbox's items one by one; what one of them suffers does not touch the others. */
final class LandingRun {

    private static final String NOBODY = "unknown";

    private final Room room;
    private final Path work;
    private final Path inbox;
    private final Clock clock;
    private final Outcome outcome = new Outcome();

    LandingRun(Room room, Path work, Path inbox, Clock clock) {
        this.room = room;
        this.work = work;
        this.inbox = inbox;
        this.clock = clock;
    }

    LandingResult run(List<Item> items) {
        List<Item> byAge = new ArrayList<>(items);
        byAge.sort(Comparator.comparingLong((Item item) -> Trace.of(paths(item)).newest())
                .thenComparing(item -> item.path().toString()));
        for (Item item : byAge) {
            try {
                take(item);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Landing " + item.path().getFileName() + " failed: " + e.getMessage(), e);
            }
        }
        return outcome.result(room.night());
    }

    private void take(Item item) throws IOException {
        int heldBefore = outcome.heldSoFar();
        Trace before = Trace.of(paths(item));
        Path folder = Files.createTempDirectory(work, "item");
        var staging = new Staging(Files.createDirectory(folder.resolve("delivery")));
        List<Path> paths = paths(item);
        try {
            boolean accepted = Files.exists(Inbox.acceptance(acceptable(item)));
            land(item, staging, folder, accepted);
            if (!before.equals(Trace.of(paths))) {
                staging.discard();
                outcome.held(List.of(changed(item)));
                return;
            }
            outcome.fresh(
                    staging.commit(room.catalogue(), name(item.path()), room.night(), clock.instant(), room.batch()));
        } catch (Refusal refusal) {
            outcome.held(List.of(refusal.of(name(item.path()), NOBODY)));
        } catch (NoSuchFileException e) {
            outcome.held(List.of(changed(item)));
            return;
        } finally {
            Durable.delete(folder);
        }
        List<Path> all = new ArrayList<>(paths);
        if (Files.exists(Inbox.acceptance(acceptable(item)))) {
            all.add(Inbox.acceptance(acceptable(item)));
        }
        if (outcome.heldSoFar() > heldBefore) {
            outcome.refused(all, heldBefore);
        } else {
            outcome.taken(all);
        }
    }

    private void land(Item item, Staging staging, Path folder, boolean accepted) throws IOException, Refusal {
        List<Member> members = members(item, folder);
        Optional<Member> manifest = members.stream()
                .filter(member -> member.name().equalsIgnoreCase(OneRosterFiles.MANIFEST))
                .findFirst();
        var counterparts = new Counterparts(room, manifest.isPresent());
        var landing = new FileLanding(room, staging, name(acceptable(item)), accepted, counterparts);
        if (manifest.isEmpty()) {
            members.forEach(member -> lone(member, landing));
            return;
        }
        List<Member> files = members.stream()
                .filter(member -> !member.equals(manifest.get()))
                .toList();
        var bundle = new BundleLanding(room, name(item.path()), landing, outcome);
        for (Member other : bundle.land(manifest.get(), files, staging)) {
            if (room.contracts().named(other.name()).isPresent()) {
                lone(other, landing);
            } else {
                outcome.finding(new Finding(
                        Rules.SCHEMA,
                        "minor",
                        NOBODY,
                        other.file(),
                        0,
                        null,
                        null,
                        "The file is no part of OneRoster; it was not read.",
                        "Leave it out of the bundle."));
            }
        }
    }

    private void lone(Member member, FileLanding landing) {
        String source = room.contracts()
                .named(member.name())
                .map(contract -> contract.source())
                .orElse(NOBODY);
        try {
            Identified file = room.identification().lone(member, FirstLook.at(member.path()));
            source = file.contract().source();
            landing.land(file, FileLanding.terms(file)).ifPresent(outcome::unchanged);
        } catch (Refusal refusal) {
            outcome.held(List.of(refusal.of(member.file(), source)));
        } catch (IOException e) {
            throw new UncheckedIOException("Landing " + member.file() + " failed: " + e.getMessage(), e);
        }
    }

    private List<Member> members(Item item, Path folder) throws IOException, Refusal {
        if (item instanceof Zip zip) {
            return Archive.unpack(zip.path(), Files.createDirectory(folder.resolve("zip")), ArchiveLimits.USUAL);
        }
        if (item instanceof BundleFolder bundle) {
            String prefix = bundle.path().equals(inbox) ? "" : name(bundle.path()) + "/";
            return bundle.files().stream()
                    .map(file -> new Member(prefix + name(file), name(file), file))
                    .toList();
        }
        return List.of(new Member(name(item.path()), name(item.path()), item.path()));
    }

    private static HeldBack changed(Item item) {
        return new HeldBack(
                name(item.path()),
                NOBODY,
                "It changed while it was read: it is still being written.",
                Rules.FILE,
                "Nothing: it stays in the inbox and is taken once it is complete.",
                0);
    }

    /** {@return the files or the folder that are put away together} */
    private List<Path> paths(Item item) {
        return item instanceof BundleFolder bundle && bundle.path().equals(inbox)
                ? bundle.files()
                : List.of(item.path());
    }

    /** {@return what a person names to accept the item: a bundle that lies loose goes by its manifest} */
    private Path acceptable(Item item) {
        if (item instanceof BundleFolder bundle && bundle.path().equals(inbox)) {
            return bundle.files().stream()
                    .filter(file -> name(file).toLowerCase(Locale.ROOT).equals(OneRosterFiles.MANIFEST))
                    .findFirst()
                    .orElse(item.path());
        }
        return item.path();
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
