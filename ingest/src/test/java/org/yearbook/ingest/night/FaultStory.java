package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.ingest.night.FaultDistrict.Evening;

/**
 * One story, drawn from one number: an evening, one or two disturbed nights in processes of their own, then a plain
 * night, after which everything is as if nothing had happened.
 */
final class FaultStory {

    /** What a file that was held back, or a rule that could not be run, leaves in the books of quality: it was told. */
    private static final Set<String> BOOKS_OF_QUALITY = Set.of(
            "quality_count",
            "quality_issue",
            "quality_night",
            "quality_owner",
            "quality_rule",
            "quality_rule_night",
            "quality_tally",
            "delivery",
            "freshness",
            "agg_source_year");

    /**
     * What a night released without a file stays public, so the next release hides more; and where what was released is
     * lost, a release follows at once. See docs/publications.md.
     */
    private static final String RELEASED = "public.metric_value";

    private static final String RULE = """
            - id: OUR-01
              name: Numbers are numbers
              entity: staff
              field: employee_id
              dimension: conformity
              severity: minor
              query: cast(legal_last_name as integer) > 10
              clerkText: The number is none.
              fixText: Enter a number.
            """;

    private final FaultDistrict district;
    private final Evening evening;
    private final List<Fault> faults = new ArrayList<>();
    private final boolean watched;
    private final List<String> broken = new ArrayList<>();
    private final StringBuilder course = new StringBuilder();
    private Map<String, Long> delivered;
    /** Whether the evening's night has ended well, with everything that was delivered. */
    private boolean published;

    private Set<String> apart = Set.of();

    FaultStory(long seed, FaultDistrict district, List<Evening> evenings) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.district = district;
        int night = random.nextInt(3) == 0 ? 0 : evenings.size() - 1;
        this.evening = evenings.get(night);
        this.delivered = evening.delivered();
        this.watched = night > 0 && random.nextInt(3) == 0;
        int count = random.nextInt(5) == 0 ? 2 : 1;
        for (int fault = 0; fault < count; fault++) {
            faults.add(Fault.draw(random, evening.passed(), Means.traces(), Means.mounts() && count == 1));
        }
    }

    /** {@return which promises were broken, in sentences} */
    List<String> play() {
        boolean ownDisk = faults.get(0) instanceof Fault.FullDisk;
        if (faults.get(0) instanceof Fault.FullDisk disk) {
            district.backOnSmallDisk(evening, disk.kilobytes());
        } else {
            district.back(evening);
        }
        try {
            faults.forEach(this::disturb);
            if (ownDisk) {
                district.moreRoom();
            }
            mend();
            plainNight();
        } finally {
            if (ownDisk) {
                district.noDiskOfItsOwn();
            }
        }
        return broken;
    }

    /** {@return what happened, for whoever has to find out why} */
    String told() {
        return "Night of " + evening.date() + (watched ? ", with a reader" : "") + ": " + faults + "\n" + course;
    }

    private void disturb(Fault fault) {
        Optional<String> before = HomeInspector.publication(root());
        try (var reader = new Reader()) {
            if (fault instanceof Fault.AtPoint point) {
                judge(fault, before, night(List.of(), point.plan()).await());
            } else if (fault instanceof Fault.AtCall call) {
                judge(fault, before, night(call.strace(), "").await());
            } else if (fault instanceof Fault.LittleMemory memory) {
                judge(
                        fault,
                        before,
                        NightProcess.start(
                                        root(),
                                        evening.date(),
                                        List.of(),
                                        "",
                                        List.of("-Xmx" + memory.megabytes() + "m"))
                                .await());
            } else if (fault instanceof Fault.TwoRunners two) {
                twoRunners(two);
            } else {
                prepare(fault);
                judge(fault, before, night(List.of(), "").await());
            }
            broken.addAll(reader.broken());
        }
        HomeInspector.broken(root(), delivered).forEach(sentence -> broken.add("After the fault: " + sentence));
    }

    private NightProcess night(List<String> around, String plan) {
        return NightProcess.start(root(), evening.date(), around, plan);
    }

    private void prepare(Fault fault) {
        try {
            if (fault instanceof Fault.BadFile bad) {
                apart = plus(BOOKS_OF_QUALITY, RELEASED);
                damage(bad);
            } else if (fault instanceof Fault.PoisonedRule) {
                apart = BOOKS_OF_QUALITY;
                Files.createDirectories(rule().resolveSibling(""));
                Files.writeString(rule(), RULE);
            } else if (fault instanceof Fault.Garbled garbled) {
                newsAgain(garbled.path());
                Files.writeString(root().resolve(garbled.path()), "{\"public");
            } else if (fault instanceof Fault.Lost lost) {
                newsAgain(lost.path());
                if (lost.path().startsWith("inbox")) {
                    delivered = without(delivered, HomeInspector.contents(root().resolve(lost.path())));
                }
                FaultDistrict.run("rm", "-rf", root().resolve(lost.path()).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Without the pointer nobody knows what was published already: what came again counts as news. Without what was
     * released nobody knows whether it holds, and numbers are released anew.
     */
    private void newsAgain(String path) {
        if (path.equals("publications/current.json")) {
            apart = plus(apart, "delivery");
        } else if (path.equals("releases")) {
            apart = plus(apart, RELEASED);
        }
    }

    private static Set<String> plus(Set<String> some, String more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    private Path rule() {
        return root().resolve("quality/rules/ours.yaml");
    }

    private void damage(Fault.BadFile bad) throws IOException {
        Path file = root().resolve("inbox").resolve(bad.file());
        if (!Files.exists(file)) {
            return; // a night before this one took it
        }
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = switch (bad.damage()) {
            case CUT -> cut(whole, bad.percent());
            case WEB_PAGE -> "<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n".getBytes();
            case EMPTY -> new byte[0];
            case ZEROS -> new byte[whole.length];
        };
        delivered = without(delivered, HomeInspector.contents(file));
        Files.write(file, damaged);
        delivered = FaultDistrict.plus(delivered, HomeInspector.contents(file));
    }

    /** In the middle of a line: what is cut behind one, nobody can tell. */
    private static byte[] cut(byte[] whole, int percent) {
        int length = whole.length * percent / 100;
        while (whole[length - 1] == '\n'
                || whole[length - 1] == '\r'
                || whole[length] == '\n'
                || whole[length] == '\r') {
            length--;
        }
        return Arrays.copyOf(whole, length);
    }

    private static Map<String, Long> without(Map<String, Long> all, Map<String, Long> some) {
        Map<String, Long> rest = FaultDistrict.plus(all, Map.of());
        some.forEach((content, times) ->
                rest.computeIfPresent(content, (same, known) -> known > times ? Long.valueOf(known - times) : null));
        return rest;
    }

    private void twoRunners(Fault.TwoRunners two) {
        NightProcess first = night(List.of(), "");
        try {
            Thread.sleep(two.millisecondsLater());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        NightProcess second = night(List.of(), "");
        List<NightProcess.Ended> ended = List.of(first.await(), second.await());
        ended.forEach(this::note);
        // After a fault that did not come about, all is published already, and a night may only say so.
        if (ended.stream().noneMatch(one -> one.status() == 0)
                && !(published && ended.stream().anyMatch(one -> one.status() == 5))) {
            broken.add("Of two nights at once none published");
        }
        ended.stream().filter(one -> one.status() != 0).forEach(refused -> {
            if (!(refused.status() == 4 && refused.said().contains("Another night"))
                    && !(refused.status() == 5 && refused.said().contains("nothing new to publish"))) {
                broken.add("The second of two nights ended with " + refused.status());
            }
        });
    }

    /** Whatever a night says at its end must be true. */
    private void judge(Fault fault, Optional<String> before, NightProcess.Ended ended) {
        note(ended);
        boolean moved = !HomeInspector.publication(root()).equals(before);
        int status = ended.status();
        boolean killed = status == NightProcess.KILLED;
        if (killed && !mayKill(fault) || !killed && !List.of(0, 3, 4, 5).contains(status)) {
            broken.add("The night ended with status " + status);
        }
        if (status == 0 && !moved) {
            broken.add("The night said that it published, and the pointer is where it was");
        }
        if (status == 4 && moved != ended.said().contains("all the same")) {
            broken.add("The night ended with status 4 and said the wrong thing about the pointer, which "
                    + (moved ? "moved" : "did not move"));
        }
        if (status == 5 && moved) {
            broken.add("The night said that nothing was new, and the pointer moved");
        }
        published |= moved && status == 0;
        if (moved && status != 0 && status != 3) {
            // What had come again unchanged and left the inbox already is not known to have come when it is run again.
            apart = plus(apart, "delivery");
        }
        if (fault instanceof Fault.BadFile bad && status == 0 && Files.exists(root().resolve("inbox/.held"))) {
            broken.add(bad + " was taken");
        }
    }

    private static boolean mayKill(Fault fault) {
        return fault instanceof Fault.AtPoint point && point.way().equals("kill")
                || fault instanceof Fault.AtCall call && call.what().startsWith("signal");
    }

    private void note(NightProcess.Ended ended) {
        course.append("ended with ")
                .append(ended.status())
                .append(": ")
                .append(ended.said().strip())
                .append('\n');
    }

    /** What a person does the next day. */
    private void mend() {
        for (Fault fault : faults) {
            try {
                if (fault instanceof Fault.BadFile bad) {
                    Path good = district.delivery(evening.date().endsWith("1") ? 1 : 2, bad.file());
                    Files.copy(
                            good,
                            root().resolve("inbox").resolve(bad.file()),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            StandardCopyOption.REPLACE_EXISTING);
                    delivered = FaultDistrict.plus(delivered, HomeInspector.contents(good));
                } else if (fault instanceof Fault.PoisonedRule) {
                    Files.deleteIfExists(rule());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void plainNight() {
        int status = district.home().night(evening.date());
        course.append("plain night: ")
                .append(status)
                .append(": ")
                .append(district.home().said());
        if (status != 0 && !(status == 5 && district.home().said().contains("nothing new to publish"))) {
            broken.add("The plain night afterwards ended with " + status + ": "
                    + district.home().said());
            return;
        }
        broken.addAll(HomeInspector.broken(root(), delivered));
        HomeInspector.leftovers(root()).forEach(path -> broken.add("Left lying: " + path));
        SameNumbers.differences(HomeInspector.files(root()), evening.undisturbed(), apart)
                .forEach(table -> broken.add("Not as undisturbed: " + table));
    }

    private Path root() {
        return district.root();
    }

    /** Somebody who looks at all files of the publication in force, again and again. */
    private final class Reader implements AutoCloseable {

        private final AtomicBoolean enough = new AtomicBoolean();
        private final List<String> seen = new ArrayList<>();
        private final Thread thread = new Thread(this::look, "reader");

        Reader() {
            if (watched) {
                thread.start();
            }
        }

        private void look() {
            while (!enough.get() && seen.isEmpty()) {
                seen.addAll(HomeInspector.unreadable(root()));
            }
        }

        List<String> broken() {
            close();
            return seen.stream().map(sentence -> "A reader: " + sentence).toList();
        }

        @Override
        public void close() {
            enough.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
