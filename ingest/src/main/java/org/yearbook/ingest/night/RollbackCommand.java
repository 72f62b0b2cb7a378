package org.yearbook.ingest.night;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.publish.GoneBack;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.PublicationException;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.query.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yearbook rollback}: the numbers of an earlier night are in force again. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the numbers of an earlier night in force again, until the next night publishes. Pages say so, and why.",
            "Without --reason it lists the nights that are kept."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done, or listed", "2:refused; what was in force still is"})
public final class RollbackCommand implements Callable<Integer> {

    private static final int REFUSED = 2;
    private static final int LONGEST_REASON = 300;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--to",
            paramLabel = "NIGHT",
            description = "the day or the id of a kept night; the one before that in force by default")
    private @Nullable String to;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; everybody who reads numbers sees it")
    private @Nullable String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "who decides; who is signed in here by default")
    private String by = System.getProperty("user.name", "unknown");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    public RollbackCommand() {
        this(Clock.systemUTC());
    }

    RollbackCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        DistrictHome opened = home.open();
        List<Publication> kept = Publications.list(opened);
        Optional<Publication> current = inForce(opened);
        if (reason == null) {
            list(kept, current);
            return 0;
        }
        if (reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            return refuse("--reason is a line of at most " + LONGEST_REASON + " characters; everybody reads it.");
        }
        Optional<NightLock> lock = NightLock.tryLock(opened, "a way back to an earlier night");
        if (lock.isEmpty()) {
            return refuse(
                    NightLock.held(opened) + " A night would put its own numbers in force. Wait until it has ended.");
        }
        try (var held = lock.get()) {
            return goBack(opened, Publications.list(opened), inForce(opened), reason.strip());
        } catch (PublicationException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    /** A pointer that is damaged is one reason to go back. */
    private static Optional<Publication> inForce(DistrictHome home) {
        try {
            return Publications.current(home);
        } catch (PublicationException e) {
            return Optional.empty();
        }
    }

    private int goBack(DistrictHome opened, List<Publication> kept, Optional<Publication> current, String why) {
        if (kept.isEmpty()) {
            return refuse("Nothing was ever published here.");
        }
        String now = current.map(Publication::id).orElse("");
        String night = to;
        Optional<Publication> chosen = kept.stream()
                .filter(one -> night == null ? now.isEmpty() || one.id().compareTo(now) < 0 : one.isCalled(night))
                .findFirst();
        if (chosen.isEmpty()) {
            list(kept, current);
            return refuse(night == null ? "No earlier night is kept." : "No night '" + night + "' is kept.");
        }
        Publication publication = chosen.get();
        if (publication.id().equals(now)) {
            return refuse("The numbers of " + publication.asOf() + " (" + now + ") are in force already.");
        }
        try (AuditLog log = AuditLog.open(opened, clock)) {
            log.append(by, publication.id(), "yearbook rollback from " + now + ": " + why, 0, "decided");
            if (publication.id().equals(kept.get(0).id())) {
                Publications.makeCurrent(opened, publication);
            } else {
                Publications.goBack(
                        opened,
                        publication,
                        new GoneBack(now, current.orElse(publication).asOf(), by, clock.instant(), why));
            }
        }
        out().println("In force now: the numbers of " + publication.asOf() + " (" + publication.id() + ")."
                + " The next night publishes its own, also when nothing new was delivered.");
        return 0;
    }

    private void list(List<Publication> kept, Optional<Publication> current) {
        kept.forEach(one -> out().println("  " + one.asOf() + "  " + one.id()
                + (current.filter(one::equals).isPresent() ? "  in force" : "")));
        out().flush();
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println(why);
        return REFUSED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
