package org.yearbook.warehouse.why;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.answer.SideBySide;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.engine.OverTimeException;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.ExplainException;
import org.yearbook.warehouse.explain.Explainer;
import org.yearbook.warehouse.explain.Explanation;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.why.Choices.Group;

/**
 * Answers the question why a number changed, for many people at once and each as far as they may know. Two questions
 * are worked out at a time and a few wait; each has a time that it may take. What was worked out is kept, since
 * publications never change.
 *
 * <p>Whoever sees the records of the number gets every part. Anybody else gets the parts of the whole district alone,
 * from one night to the next, under the definition that is shown first, and never of a few people: parts of schools,
 * groups, other definitions or longer times could be subtracted from each other. A district whose number is that of one
 * school, or of one besides the asker's, is like a school ({@link SideBySide}). Whoever sees the records of some
 * schools gets no parts outside them, since theirs could be subtracted.
 */
public final class Whys implements AutoCloseable {

    /** How many records of a part an answer holds. */
    public static final int RECORDS = 50;

    /** How many of a part a list holds; more would be a list of everybody. */
    public static final int LISTED = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Whys.class);
    private static final Limits LIMITS = new Limits(2, 1024, null);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;
    private static final int KEPT = 60;
    /** One metric of one place in one publication: some twenty rows. */
    private static final int KEPT_NUMBERS = 600;

    private static final Duration TIME = Duration.ofMinutes(2);

    private final DistrictHome home;
    private final District district;
    private final Explainer explainer;
    private final Duration time;
    private final ThreadPoolExecutor workers;
    private final Map<Object, FutureTask<Explanation>> known = lately(KEPT);
    private final Map<NumbersOf, List<KeptNumbers.Row>> numbers = lately(KEPT_NUMBERS);
    private final Map<String, SideBySide> schools = lately(Publications.KEPT);
    /** The numbers of all nights are read from every publication that is kept: one reader at a time is enough. */
    private final ReentrantLock reading = new ReentrantLock();

    public Whys(DistrictHome home, District district) {
        this(home, district, TIME);
    }

    /** @param time how long one question may take */
    Whys(DistrictHome home, District district, Duration time) {
        this.home = home;
        this.district = district;
        this.explainer = new Explainer(home, district, LIMITS);
        this.time = time;
        this.workers = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, "why");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private record WholeOf(Question question) {}

    private record PartsOf(Question question) {}

    private record NumbersOf(String publication, String metric, String authority, String organization) {}

    /**
     * {@return what can be compared of a number, with the numbers that the asker may see}
     *
     * @param schoolYear of nights and versions; the latest when it has no number
     */
    public Choices choices(
            Asker asker, String metric, String authority, String organization, String schoolYear, Group group) {
        List<Publication> kept = kept();
        Optional<Publication> current = Publications.current(home);
        if (current.isEmpty()) {
            return new Choices("", List.of(), List.of(), List.of(), List.of());
        }
        KeptNumbers read = numbers(kept, current.get(), metric, authority, organization);
        boolean all = asker.numbers().covers(organization);
        return read.choices(
                schoolYear,
                group,
                row -> all || row.isFor(asker.numbers(), district.minimumGroupSize()),
                year -> all
                        || (isOfEverybody(organization, group.dimension())
                                && read.schools().district(asker.numbers(), metric, authority, year)));
    }

    /** Whether the asker may see the district's number of several nights or years side by side, and its parts. */
    private boolean sideBySide(Asker asker, Question question, Explanation why) {
        Optional<Publication> current = Publications.current(home);
        if (current.isEmpty()) {
            return false;
        }
        String metric = question.metric();
        String authority = question.authority();
        SideBySide schools = numbers(kept(), current.get(), metric, authority, question.organization())
                .schools();
        return Stream.of(why.from(), why.to())
                .allMatch(end -> schools.district(asker.numbers(), metric, authority, end.schoolYear()));
    }

    // A school's number of each night, side by side, would tell of the one student who moved it.
    private boolean isOfEverybody(String organization, String dimension) {
        return organization.equals(district.leaId()) && dimension.equals("all");
    }

    /** What was read of a publication is kept, since it never changes; what could not be read is tried again. */
    private KeptNumbers numbers(
            List<Publication> kept, Publication current, String metric, String authority, String organization) {
        Function<Publication, NumbersOf> key =
                publication -> new NumbersOf(publication.id(), metric, authority, organization);
        reading.lock();
        try {
            // To be asked for makes them the last to be forgotten, so that what is read now takes no place of theirs.
            List<Publication> unread = kept.stream()
                    .filter(publication -> numbers.get(key.apply(publication)) == null)
                    .toList();
            boolean unknown = !schools.containsKey(current.id());
            if (unknown || !unread.isEmpty()) {
                try (Duck duck = Duck.inMemory(LIMITS)) {
                    unread.forEach(publication -> KeptNumbers.rows(duck, publication, metric, authority, organization)
                            .ifPresent(rows -> numbers.put(key.apply(publication), rows)));
                    if (unknown) {
                        KeptNumbers.schools(duck, current).ifPresent(read -> schools.put(current.id(), read));
                    }
                }
            }
            List<KeptNumbers.Row> rows = kept.stream()
                    .flatMap(publication -> numbers.getOrDefault(key.apply(publication), List.of()).stream())
                    .toList();
            return new KeptNumbers(kept, current, rows, schools.getOrDefault(current.id(), SideBySide.UNKNOWN));
        } finally {
            reading.unlock();
        }
    }

    /** {@return a map that forgets what nobody asked for lately} */
    private static <K, V> Map<K, V> lately(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    private synchronized FutureTask<Explanation> task(Object key, Callable<Explanation> work) {
        return known.computeIfAbsent(key, absent -> new FutureTask<>(work));
    }

    private synchronized void forget(Object key) {
        known.remove(key);
    }

    /**
     * {@return why a number changed, as far as the asker may know}
     *
     * @param mainAuthority whose definition of the metric is shown first
     * @param patience how long to wait for it; afterwards it is worked out all the same, for whoever asks again
     */
    public Answer ask(Asker asker, Question asked, String mainAuthority, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            Question question = pinned(asked);
            Explanation whole = get(new WholeOf(question), () -> explainer.whole(question, time), until);
            boolean everything = seesRecords(asker, question, whole);
            Optional<String> hidden = everything ? Optional.empty() : hidden(asker, question, whole);
            if (hidden.isPresent()) {
                return new Answer.NotTold(hidden.get(), false);
            }
            Optional<String> why = everything || speaksOfThings(whole)
                    ? Optional.empty()
                    : new Sharing(
                                    asker,
                                    question,
                                    mainAuthority,
                                    district,
                                    nights(),
                                    sideBySide(asker, question, whole))
                            .obstacle();
            if (why.isPresent()) {
                return told(whole, wholeAlone(whole), why.get(), false);
            }
            Explanation parts = get(new PartsOf(question), () -> explainer.explain(question, RECORDS, time), until);
            return everything ? told(parts, inFull(parts, true), "", true) : shared(whole, parts);
        } catch (NotNow e) {
            return e.answer;
        }
    }

    private Answer shared(Explanation whole, Explanation parts) {
        if (speaksOfThings(parts)) {
            return told(parts, inFull(parts, false), "", false);
        }
        int smallest = district.minimumGroupSize();
        Optional<Guard.Shared> shared = new Guard(parts, smallest).parts();
        if (shared.isEmpty()) {
            return told(
                    whole,
                    wholeAlone(whole),
                    "It is not split: the parts would tell of fewer than " + smallest + " people.",
                    false);
        }
        return told(
                parts,
                shared.get().parts(),
                shared.get().together()
                        ? "Causes that moved fewer than " + smallest + " people stand together as one part."
                        : "",
                false);
    }

    /**
     * Tells who and what stands behind each part, as it is found: a list of any length. Whoever may not see it gets an
     * answer instead.
     *
     * @return nothing when the list was told to its end
     */
    public Optional<Answer> list(Asker asker, Question asked, BiConsumer<Set<Cause>, Counted> each) {
        try {
            Question question = pinned(asked);
            long until = System.nanoTime() + time.toNanos();
            Explanation whole = get(new WholeOf(question), () -> explainer.whole(question, time), until);
            if (!seesRecords(asker, question, whole)) {
                return Optional.of(new Answer.NotTold("The records behind this number are not for you.", false));
            }
            listTo(question, each, until);
            return Optional.empty();
        } catch (NotNow e) {
            return Optional.of(e.answer);
        } catch (RejectedExecutionException e) {
            return Optional.of(busy());
        }
    }

    // Nobody reads a list that comes too late, and it would keep others waiting.
    private void listTo(Question question, BiConsumer<Set<Cause>, Counted> each, long until) {
        var given = new AtomicBoolean();
        var task = new FutureTask<>(() -> explainer.explain(question, time, LISTED, (causes, counted) -> {
            if (given.get()) {
                throw new CancellationException("nobody waits for this list any more");
            }
            each.accept(causes, counted);
        }));
        workers.execute(task);
        try {
            wait(new Object(), task, until);
        } finally {
            given.set(true);
            workers.remove(task);
        }
    }

    /** A question about the current publication stays one about it, whatever becomes current meanwhile. */
    private Question pinned(Question asked) {
        String current = Publications.current(home)
                .map(Publication::id)
                .orElseThrow(() -> new NotNow(new Answer.NotTold("There is no publication yet.", true)));
        return new Question(
                asked.metric(),
                asked.authority(),
                asked.organization(),
                asked.dimension(),
                asked.group(),
                pinned(asked.from(), current),
                pinned(asked.to(), current));
    }

    private static Side pinned(Side side, String current) {
        return side.publication() == null ? new Side(current, side.schoolYear(), side.version()) : side;
    }

    private List<String> nights() {
        return kept().stream().map(Publication::id).toList();
    }

    /** The current publication and those before it; one that never came into force, or was taken back, is none. */
    private List<Publication> kept() {
        Optional<String> current = Publications.current(home).map(Publication::id);
        return Publications.list(home).stream()
                .dropWhile(publication -> !current.equals(Optional.of(publication.id())))
                .toList();
    }

    private static boolean seesRecords(Asker asker, Question question, Explanation why) {
        for (RecordClass kind : RecordKinds.of(why.reads())) {
            if (!asker.records().covers(question.organization(), kind.code())) {
                return false;
            }
        }
        return true;
    }

    /** Why somebody may not even see the two numbers side by side. */
    private Optional<String> hidden(Asker asker, Question question, Explanation why) {
        if (speaksOfThings(why) || asker.numbers().covers(question.organization())) {
            return Optional.empty();
        }
        if (isSmall(why.from()) || isSmall(why.to())) {
            return Optional.of("One of the two numbers speaks of fewer than " + district.minimumGroupSize()
                    + " people. Numbers of so few are shown to whoever looks after them alone.");
        }
        if (isVeiled(asker, question, why.from()) || isVeiled(asker, question, why.to())) {
            return Optional.of(
                    "One of the two numbers is hidden, since it would tell of few people, or let them be worked out.");
        }
        // One earlier night, asked for by itself, would stand beside tonight's number as well.
        boolean tonight = isCurrent(question.from()) && isCurrent(question.to());
        boolean told = tonight
                || (isOfEverybody(question.organization(), question.dimension()) && sideBySide(asker, question, why));
        return told ? Optional.empty() : Optional.of(EarlierNights.APART + ".");
    }

    private boolean isCurrent(Side side) {
        return nights().stream()
                .findFirst()
                .filter(id -> id.equals(side.publication()))
                .isPresent();
    }

    private boolean isSmall(Explanation.End end) {
        Long people = end.cell().people();
        return people != null && people < district.minimumGroupSize();
    }

    // What is hidden tonight was not to be seen before either, and an earlier release did not say so.
    private boolean isVeiled(Asker asker, Question question, Explanation.End end) {
        Optional<Publication> current = Publications.current(home);
        var group = new Group(question.dimension(), question.group());
        return current.isEmpty()
                || numbers(kept(), current.get(), question.metric(), question.authority(), question.organization())
                        .rows()
                        .stream()
                        .filter(row ->
                                List.of(end.publication(), current.get().id()).contains(row.publication())
                                        && row.schoolYear().equals(end.schoolYear())
                                        && row.version() == end.version()
                                        && row.group().equals(group))
                        .anyMatch(row -> !row.isFor(asker.numbers(), district.minimumGroupSize()));
    }

    private static boolean speaksOfThings(Explanation why) {
        return why.from().cell().people() == null && why.to().cell().people() == null;
    }

    private static List<Answer.Part> wholeAlone(Explanation whole) {
        return whole.parts().stream()
                .map(part -> new Answer.Part(part.causes(), part.change(), null, null, List.of()))
                .toList();
    }

    private static List<Answer.Part> inFull(Explanation why, boolean records) {
        var parts = new ArrayList<Answer.Part>();
        for (int i = 0; i < why.parts().size(); i++) {
            Explanation.Part part = why.parts().get(i);
            parts.add(new Answer.Part(
                    part.causes(),
                    part.change(),
                    part.counts() == null ? null : why.movers().in(i),
                    part.counts(),
                    records ? part.records() : List.of()));
        }
        return parts;
    }

    private static Answer told(Explanation why, List<Answer.Part> parts, String apart, boolean records) {
        return new Answer.Told(
                why.label(), why.unit(), end(why.from()), end(why.to()), parts, apart, why.notes(), records);
    }

    private static Answer.End end(Explanation.End end) {
        return new Answer.End(
                end.publication(),
                end.asOf(),
                end.schoolYear(),
                end.version(),
                end.cell().value());
    }

    private Explanation get(Object key, Callable<Explanation> work, long until) {
        FutureTask<Explanation> task;
        synchronized (this) {
            boolean fresh = !known.containsKey(key);
            task = task(key, work);
            if (fresh) {
                try {
                    workers.execute(task);
                } catch (RejectedExecutionException e) {
                    known.remove(key);
                    throw new NotNow(busy());
                }
            }
        }
        return wait(key, task, until);
    }

    private static Answer busy() {
        return new Answer.NotTold("Many questions like this are being worked out. Ask again in a minute.", true);
    }

    private <T> T wait(Object key, Future<T> task, long until) {
        try {
            return task.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NotNow(new Answer.Waiting());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotNow(new Answer.Waiting());
        } catch (ExecutionException e) {
            forget(key);
            throw new NotNow(fault(e.getCause()));
        }
    }

    private Answer fault(@Nullable Throwable cause) {
        if (cause instanceof ExplainException) {
            return new Answer.NotTold(String.valueOf(cause.getMessage()), false);
        }
        LOG.error("A change cannot be explained", cause);
        return cause instanceof OverTimeException
                ? new Answer.NotTold(
                        "This takes longer than " + time.toSeconds() + " seconds, so it was stopped. At the command"
                                + " line it may take its time: yearbook metrics why",
                        true)
                : new Answer.NotTold("This cannot be worked out. The log of the server says why.", true);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /** There is no explanation at hand; the answer says why. */
    private static final class NotNow extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Answer answer;

        NotNow(Answer answer) {
            super("", null, false, false);
            this.answer = answer;
        }
    }
}
