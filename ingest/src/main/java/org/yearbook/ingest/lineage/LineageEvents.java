package org.yearbook.ingest.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.publish.LakeNight;

/**
 * A night as run events of OpenLineage 2: the night itself, and as runs below it one for each lake table that holds
 * delivered records (files in, table out) and one for the publication (tables in, a file for each audience out). All
 * are told once the night has ended, in the order in which they happened.
 */
final class LineageEvents {

    private static final URI PRODUCER = URI.create("urn:x-yearbook:night");
    private static final String NIGHT = "night";

    private final OpenLineage lineage = new OpenLineage(PRODUCER);
    private final NightRun run;
    private final String namespace;

    private LineageEvents(NightRun run) {
        this.run = run;
        this.namespace = "yearbook:" + run.district();
    }

    /** {@return the events of a night that published} */
    static List<RunEvent> of(NightLineage night) {
        return new LineageEvents(night.run()).all(night);
    }

    /** {@return the events of a night that failed} */
    static List<RunEvent> failed(NightRun run, String why) {
        var events = new LineageEvents(run);
        return List.of(events.began(), events.failed(why));
    }

    private List<RunEvent> all(NightLineage night) {
        List<RunEvent> events = new ArrayList<>();
        events.add(began());
        new TreeMap<>(night.read()).forEach((table, files) -> {
            String job = "conform." + table;
            events.add(below(job, EventType.START, List.of(), List.of()));
            events.add(below(
                    job,
                    EventType.COMPLETE,
                    files(files),
                    List.of(table(table, night.tables().get(table)))));
        });
        events.add(below("publish", EventType.START, List.of(), List.of()));
        events.add(below("publish", EventType.COMPLETE, tables(night), publications(night)));
        events.add(night(EventType.COMPLETE, run.ended(), nominal()));
        return List.copyOf(events);
    }

    private RunEvent began() {
        return night(EventType.START, run.began(), nominal());
    }

    private RunEvent failed(String why) {
        var words = lineage.newErrorMessageRunFacetBuilder()
                .message(why)
                .programmingLanguage("JAVA")
                .build();
        return night(EventType.FAIL, run.ended(), nominal().errorMessage(words));
    }

    private RunFacetsBuilder nominal() {
        return lineage.newRunFacetsBuilder()
                .nominalTime(lineage.newNominalTimeRunFacetBuilder()
                        .nominalStartTime(run.date().atStartOfDay(ZoneOffset.UTC))
                        .build());
    }

    private RunEvent night(EventType type, Instant time, RunFacetsBuilder facets) {
        return event(NIGHT, type, time, facets, List.of(), List.of());
    }

    private RunEvent below(String job, EventType type, List<InputDataset> inputs, List<OutputDataset> outputs) {
        var parent = lineage.newParentRunFacetBuilder()
                .run(lineage.newParentRunFacetRunBuilder().runId(runId(NIGHT)).build())
                .job(lineage.newParentRunFacetJobBuilder()
                        .namespace(namespace)
                        .name(NIGHT)
                        .build())
                .build();
        var facets = lineage.newRunFacetsBuilder().parent(parent);
        return event(job, type, type == EventType.START ? run.began() : run.ended(), facets, inputs, outputs);
    }

    private RunEvent event(
            String job,
            EventType type,
            Instant time,
            RunFacetsBuilder facets,
            List<InputDataset> inputs,
            List<OutputDataset> outputs) {
        var kind = lineage.newJobFacetsBuilder()
                .jobType(lineage.newJobTypeJobFacetBuilder()
                        .processingType("BATCH")
                        .integration("YEARBOOK")
                        .jobType("JOB")
                        .build())
                .build();
        return lineage.newRunEventBuilder()
                .eventType(type)
                .eventTime(ZonedDateTime.ofInstant(time, ZoneOffset.UTC))
                .run(lineage.newRunBuilder()
                        .runId(runId(job))
                        .facets(facets.build())
                        .build())
                .job(lineage.newJobBuilder()
                        .namespace(namespace)
                        .name(job)
                        .facets(kind)
                        .build())
                .inputs(inputs)
                .outputs(outputs)
                .build();
    }

    /** The same for the same night and job, so that what is told twice is one run. */
    private UUID runId(String job) {
        return UUID.nameUUIDFromBytes((namespace + '/' + run.id() + '/' + job).getBytes(StandardCharsets.UTF_8));
    }

    private List<InputDataset> files(List<NightLineage.ReadFile> files) {
        return files.stream()
                .map(file -> input("delivery/" + file.source() + '/' + file.file(), file.rows()))
                .toList();
    }

    private List<InputDataset> tables(NightLineage night) {
        return new TreeMap<>(night.tables())
                .entrySet().stream()
                        .filter(table -> table.getValue().rows() > 0)
                        .map(table ->
                                input(lakeName(table.getKey()), table.getValue().rows()))
                        .toList();
    }

    private InputDataset input(String name, long rows) {
        return lineage.newInputDatasetBuilder()
                .namespace(namespace)
                .name(name)
                .inputFacets(lineage.newInputDatasetInputFacetsBuilder()
                        .inputStatistics(lineage.newInputStatisticsInputDatasetFacetBuilder()
                                .rowCount(rows)
                                .build())
                        .build())
                .build();
    }

    private OutputDataset table(String name, LakeNight.@Nullable Table table) {
        long rows = table == null ? 0 : table.rows();
        String version = table == null ? "" : Long.toString(table.snapshot());
        return output(lakeName(name), version)
                .outputFacets(lineage.newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(lineage.newOutputStatisticsOutputDatasetFacetBuilder()
                                .rowCount(rows)
                                .build())
                        .build())
                .build();
    }

    private List<OutputDataset> publications(NightLineage night) {
        return night.audiences().stream()
                .sorted()
                .map(audience ->
                        output("publication/" + audience, night.publication()).build())
                .toList();
    }

    private OpenLineage.OutputDatasetBuilder output(String name, String version) {
        return lineage.newOutputDatasetBuilder()
                .namespace(namespace)
                .name(name)
                .facets(lineage.newDatasetFacetsBuilder()
                        .version(lineage.newDatasetVersionDatasetFacetBuilder()
                                .datasetVersion(version)
                                .build())
                        .build());
    }

    private static String lakeName(String table) {
        return "lake/" + table;
    }
}
