package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.Nearest;
import org.yearbook.warehouse.engine.Begun;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.metric.KeptTable;
import org.yearbook.warehouse.metric.KnownContents;
import org.yearbook.warehouse.metric.MetricEngine;
import org.yearbook.warehouse.suppress.Answers;
import org.yearbook.warehouse.suppress.FederalLadder;
import org.yearbook.warehouse.suppress.LadderException;
import org.yearbook.warehouse.suppress.Rules;
import org.yearbook.warehouse.suppress.SeenInPart;

/**
 * The three files of one publication, built in an unfinished folder: they begin with the tables that internal and
 * analysts start from, and get their numbers then.
 */
final class Build {

    /** The tables that metrics read, in this order: later ones read earlier ones. */
    static final List<String> ENTITIES = List.of(
            "entities",
            "entities-students",
            "entities-graduation",
            "entities-learning",
            "entities-staff",
            "entities-retention",
            "entities-systems",
            "entities-inventory");

    /** The kept file that says which cells were hidden. */
    private static final String HIDDEN = "hidden.answers";

    /** What is to be built. */
    record Order(
            DistrictHome home,
            District district,
            MetricEngine metrics,
            LakeNight night,
            String publicationId,
            Instant builtAt) {}

    /** What tables are known to hold: those of the application's file, and those that analysts share. */
    private record Known(KnownContents internal, KnownContents shared) {}

    private final Order order;
    private final Limits limits;
    private final Path folder;
    private final Path spill;
    private final SchoolYears years;
    private final ReleaseBook releases;

    Build(Order order, Limits limits, Path folder) {
        this.order = order;
        this.years = SchoolYears.of(order.home());
        this.folder = folder;
        this.spill = folder.resolve("spill");
        this.limits = new Limits(
                // One thread reads so few alone: the others would only keep a processor busy waiting.
                rows(order.night()) < Duck.ROW_GROUP ? 1 : limits.threads(),
                limits.memoryMegabytes(),
                limits.spill() == null ? spill : limits.spill());
        this.releases = ReleaseBook.open(order, this.limits);
    }

    void run(Steps steps) throws IOException {
        var catalogue = Catalogue.load();
        MetricEngine engine = order.metrics();
        knows(engine);
        var kept = Kept.begin(order.home(), folder);
        Known known;
        CompletableFuture<Void> keeping;
        try (Duck duck = Duck.inMemory(limits)) {
            var start = StartingTables.open(order, duck, years, catalogue, engine.metrics());
            try {
                steps.time("publish star", () -> start.star(file(Audience.ANALYST), file(Audience.PUBLIC)));
                FaultPoint.STAR_BUILT.pass();
                steps.time("publish internal", () -> start.internal(file(Audience.INTERNAL)));
            } finally {
                start.settle();
            }
            var internal = new KnownContents(kept.table("contents"), start.madeOf());
            known = new Known(internal, internal.of(start.sharedMadeOf()));
            keeping = start.close();
        }
        try {
            numbers(steps, catalogue, engine, kept, known);
        } finally {
            keeping.handle((nothing, failed) -> failed).join();
        }
        try {
            Begun.await(keeping);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Workspace.delete(spill);
        for (Audience audience : Audience.values()) {
            DurableFile.force(file(audience));
        }
        kept.sync();
        FaultPoint.PUBLICATION_CHECKED.pass();
    }

    private void numbers(Steps steps, Catalogue catalogue, MetricEngine engine, Kept kept, Known known)
            throws IOException {
        var inspection = new Inspection(order.night());
        try (Duck duck = Duck.inMemory(limits)) {
            duck.attachUnfinished(file(Audience.INTERNAL), "internal");
            publication(duck, Audience.INTERNAL);
            duck.detach("internal");
            FaultPoint.INTERNAL_BUILT.pass();
        }
        try (Duck duck = Duck.inMemory(limits)) {
            duck.attachUnfinished(file(Audience.INTERNAL), "internal");
            steps.time("metrics", () -> metrics(duck, engine, steps, kept.table("cells"), known.internal()));
            steps.time(
                    "months",
                    () -> engine.months(
                            duck, kept.table("months"), known.internal().but(years::held)));
            duck.detach("internal");
            FaultPoint.NUMBERS_BUILT.pass();
        }
        try (Duck duck = Duck.inMemory(limits)) {
            steps.time("suppress", () -> shared(duck, catalogue, engine, kept, known.shared()));
            known.internal().leave(duck);
        }
        try (Duck duck = Duck.inMemory(limits)) {
            duck.attachUnfinished(file(Audience.INTERNAL), "internal");
            catalogue.describe(duck, "internal");
            steps.time(
                    "check publication", () -> inspection.inspect(duck, file(Audience.ANALYST), file(Audience.PUBLIC)));
            tellSteps(duck, steps.done());
            QualityTables.remember(duck, order.home());
            Workspace.writeDurably(folder.resolve(Publications.MANIFEST), Manifest.of(order, duck, inspection));
            duck.detach("internal");
        }
    }

    // A name that no metric has would leave a rate exact that somebody meant not to be.
    private void knows(MetricEngine engine) {
        List<String> ids = engine.metrics().stream().map(Metric::id).toList();
        for (String chosen : order.district().privacy().publishedRates().keySet()) {
            if (!ids.contains(chosen)) {
                throw new PublicationException(
                        "published_rates of district.yaml names '" + chosen + "', and there is no such metric."
                                + Nearest.proposal(chosen, ids) + " Nothing was published.");
            }
        }
    }

    /** Records what the years came to, once this publication is in force. */
    void remember() {
        years.remember(order.night().id(), order.builtAt());
    }

    private Path file(Audience audience) {
        return folder.resolve(audience.fileName());
    }

    static long rows(LakeNight night) {
        return night.tables().values().stream().mapToLong(LakeNight.Table::rows).sum();
    }

    private long metrics(Duck duck, MetricEngine engine, Steps steps, KeptTable kept, KnownContents all) {
        years.recall(duck);
        KnownContents known = all.but(years::recalled);
        long values = engine.evaluate(duck, order.night().date(), kept, known);
        duck.run("delete from metric_value where group_value is null");
        years.apply(duck, engine, folder, steps, kept, known);
        return values;
    }

    private long shared(Duck duck, Catalogue catalogue, MetricEngine engine, Kept kept, KnownContents known) {
        duck.attachUnfinished(file(Audience.INTERNAL), "internal");
        duck.run("use memory");
        var answers = Answers.read(kept.before().resolve(HIDDEN));
        long hidden = releases.share(duck, rules(), folder, answers);
        kept.write(HIDDEN, answers.bytes());
        SeenInPart.mark(duck, "internal.metric_value");
        try {
            FederalLadder.climb(duck, order.district().privacy().federalLadder(engine.metrics()));
        } catch (LadderException e) {
            throw new PublicationException(e.getMessage() + " Nothing was published.", e);
        }
        for (Audience audience : List.of(Audience.ANALYST, Audience.PUBLIC)) {
            duck.attachUnfinished(file(audience), "target");
            if (audience == Audience.ANALYST) {
                years.share(duck, "target", known);
            }
            String values = audience == Audience.ANALYST ? "tonight_value" : "public_value";
            MetricReaders.keep(duck, engine.metrics(), audience, values, SqlScript.named(audience.label()));
            publication(duck, audience);
            catalogue.describe(duck, "target");
            duck.detach("target");
            FaultPoint.AUDIENCE_BUILT.pass();
        }
        duck.detach("internal");
        return hidden;
    }

    private Rules rules() {
        return Rules.of(
                order.district().minimumGroupSize(), order.district().privacy().hiddenRange());
    }

    private void publication(Duck duck, Audience audience) {
        duck.run("""
                create table publication as
                select %s as publication_id, %s as night_id, date %s as as_of, timestamp %s as built_at,
                       %s as district_name, %s as audience, %d as minimum_group_size,
                       %d as hidden_range""".formatted(
                Duck.literal(order.publicationId()),
                Duck.literal(order.night().id()),
                Duck.literal(order.night().date().toString()),
                Duck.literal(
                        order.builtAt().atZone(ZoneOffset.UTC).toLocalDateTime().toString()),
                Duck.literal(order.district().name()),
                Duck.literal(audience.label()),
                order.district().minimumGroupSize(),
                order.district().privacy().hiddenRange()));
    }

    private static void tellSteps(Duck duck, List<RunStep> steps) {
        steps.forEach(step -> duck.sql()
                .execute(
                        "insert into run_step values (?, ?, ?, ?, ?)",
                        step.runId(),
                        step.step(),
                        step.source(),
                        step.rows(),
                        step.seconds()));
    }
}
