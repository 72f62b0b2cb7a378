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

/**
 * A night as run events of OpenLineage 2: the night itself, and as runs below it one for each lake table that holds
 * delivered records (files in, table out) and one for the publication (tables in, a file for each audience out). All
 * are told once the night has ended, in the order in which they happened.
 */
final class LineageEvents {

    private static final URI PRODUCER = URI.create("https://github.com/yearbook/yearbook");
    private static final String NIGHT = "night";

    private final OpenLineage lineage = new OpenLineage(PRODUCER);
    private final NightLineage night;
    private final String namespace;

    private LineageEvents(NightLineage night) {
        this.night = night;
        this.namespace = "yearbook:" + night.district();
    }

    /** {@return the events of a night that published} */
    static List<RunEvent> of(NightLineage night) {
        return new LineageEvents(night).all();
    }

    private List<RunEvent> all() {
        List<RunEvent> events = new ArrayList<>();
        events.add(night(EventType.START, night.began()));
        new TreeMap<>(night.read()).forEach((table, files) -> {
            String job = "conform." + table;
            events.add(below(job, EventType.START, List.of(), List.of()));
            events.add(below(job, EventType.COMPLETE, files(files), List.of(table(table))));
        });
        events.add(below("publish", EventType.START, List.of(), List.of()));
        events.add(below("publish", EventType.COMPLETE, tables(), publications()));
        events.add(night(EventType.COMPLETE, night.ended()));
        return List.copyOf(events);
    }

    private RunEvent night(EventType type, Instant time) {
        var facets = lineage.newRunFacetsBuilder()
                .nominalTime(lineage.newNominalTimeRunFacetBuilder()
                        .nominalStartTime(night.date().atStartOfDay(ZoneOffset.UTC))
                        .build());
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
        return event(job, type, type == EventType.START ? night.began() : night.ended(), facets, inputs, outputs);
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
        return UUID.nameUUIDFromBytes((namespace + '/' + night.run() + '/' + job).getBytes(StandardCharsets.UTF_8));
    }

    private List<InputDataset> files(List<NightLineage.ReadFile> files) {
        return files.stream()
                .map(file -> input("delivery/" + file.source() + '/' + file.file(), file.rows()))
                .toList();
    }

    private List<InputDataset> tables() {
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

    private OutputDataset table(String name) {
        var table = night.tables().get(name);
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

    private List<OutputDataset> publications() {
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
