package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.ingest.source.folder.Inbox.BundleFolder;
import org.yearbook.ingest.source.folder.Inbox.Zip;
import org.yearbook.ingest.source.folder.OneRosterFiles;

/** Lands one item of the inbox: a bundle as one delivery, anything else file by file. */
final class ItemLanding {

    /** The source of what nobody knows. */
    static final String NOBODY = "unknown";

    private final Room room;
    private final Delivered item;
    private final Path folder;
    private final Clock clock;
    private final Outcome outcome;
    private final Trace before;
    private final boolean accepted;
    private boolean changed;
    private int stagings;

    /**
     * Prepares to land.
     *
     * @param folder an empty one to work in
     */
    ItemLanding(Room room, Delivered item, Path folder, Clock clock, Outcome outcome) {
        this.room = room;
        this.item = item;
        this.folder = folder;
        this.clock = clock;
        this.outcome = outcome;
        this.before = item.trace();
        this.accepted = Files.exists(Inbox.acceptance(item.acceptable()));
    }

    /** {@return whether the item stayed as it was meanwhile; if not, nothing more of it was taken} */
    boolean land() throws IOException {
        try {
            List<Member> members = Unforeseen.in(this::members);
            Optional<Member> manifest = members.stream()
                    .filter(member -> member.name().equalsIgnoreCase(OneRosterFiles.MANIFEST))
                    .findFirst();
            if (manifest.isPresent()) {
                bundle(manifest.get(), members);
            } else {
                for (Member member : members) {
                    lone(member);
                }
            }
        } catch (Refusal refusal) {
            outcome.held(List.of(refusal.of(item.name(), NOBODY)));
        } catch (NoSuchFileException e) {
            changed = true;
        }
        return !changed;
    }

    private List<Member> members() throws IOException, Refusal {
        if (item.item() instanceof Zip zip) {
            return Archive.unpack(zip.path(), Files.createDirectory(folder.resolve("zip")), ArchiveLimits.USUAL);
        }
        if (item.item() instanceof BundleFolder bundle) {
            String prefix = item.loose() ? "" : item.name() + "/";
            return bundle.files().stream()
                    .map(file -> new Member(prefix + Delivered.name(file), Delivered.name(file), file))
                    .toList();
        }
        return List.of(new Member(item.name(), item.name(), item.item().path()));
    }

    private void bundle(Member manifest, List<Member> members) throws IOException, Refusal {
        List<Member> files =
                members.stream().filter(member -> !member.equals(manifest)).toList();
        Staging staging = staging();
        var landing = landing(staging, true);
        var bundle = new BundleLanding(room, item.name(), landing, outcome);
        List<Member> others = Unforeseen.in(() -> bundle.land(manifest, files, staging));
        commit(staging, item.name());
        for (Member other : others) {
            if (room.contracts().named(other.name()).isPresent()) {
                lone(other);
            } else {
                outcome.finding(notRead(other));
            }
        }
    }

    private static Finding notRead(Member other) {
        return new Finding(
                Rules.SCHEMA,
                "minor",
                NOBODY,
                other.file(),
                0,
                null,
                null,
                "The file is no part of OneRoster; it was not read.",
                "Leave it out of the bundle.");
    }

    /** A pack may sort its files into folders; for a contract only the bare name counts. */
    private void lone(Member packed) throws IOException {
        String name = packed.name().substring(packed.name().lastIndexOf('/') + 1);
        var member = new Member(packed.file(), name, packed.path());
        String source = NOBODY;
        try {
            Member file = Unforeseen.in(() -> unpacked(member));
            source = room.contracts().named(file.name()).map(Contract::source).orElse(NOBODY);
            Identification.Found found =
                    Unforeseen.in(() -> room.identification().lone(file, FirstLook.at(file.path())));
            found.passedOver().forEach((contract, why) -> passedOver(file, contract, why));
            for (Identified identified : found.fitting()) {
                land(identified);
            }
        } catch (Refusal refusal) {
            outcome.held(List.of(refusal.of(member.file(), source)));
        }
    }

    /** A file may never have been for this contract; when it was before, its rows are missing now. */
    private void passedOver(Member file, Contract contract, Refusal why) {
        if (!room.standing().of(contract.id()).isEmpty()) {
            HeldBack held = why.of(file.file(), contract.source());
            outcome.finding(new Finding(
                    Rules.SCHEMA,
                    "major",
                    contract.source(),
                    file.file(),
                    0,
                    null,
                    null,
                    "The file brings nothing for contract " + contract.id() + ", of which earlier rows are in force and"
                            + " stay so. " + held.reason(),
                    held.whatToDo()));
        }
    }

    /** A lone file may be packed with gzip; nothing within a zip is. */
    private Member unpacked(Member member) throws IOException, Refusal {
        boolean packed = !(item.item() instanceof Zip) && Gunzip.packed(member.path());
        return packed ? Gunzip.unpack(member, folder.resolve("unpacked"), ArchiveLimits.USUAL) : member;
    }

    private void land(Identified file) throws IOException {
        try {
            Staging staging = staging();
            Unforeseen.in(() -> landing(staging, false)
                            .land(file, FileLanding.terms(file, room.district().schoolYear(room.night()))))
                    .ifPresent(outcome::unchanged);
            commit(staging, file.member().file());
        } catch (Refusal refusal) {
            outcome.held(
                    List.of(refusal.of(file.member().file(), file.contract().source())));
        }
    }

    private FileLanding landing(Staging staging, boolean together) {
        String acceptable = Delivered.name(item.acceptable());
        return new FileLanding(room, staging, acceptable, accepted, new Counterparts(room, together));
    }

    private Staging staging() throws IOException {
        return new Staging(Files.createDirectory(folder.resolve("delivery" + stagings++)));
    }

    /** What was read from a file that somebody still writes to is given up. */
    private void commit(Staging staging, String name) throws IOException {
        changed |= !before.equals(item.trace());
        if (!changed) {
            outcome.fresh(staging.commit(room.catalogue(), name, room.night(), clock.instant(), room.batch()));
        }
    }
}
