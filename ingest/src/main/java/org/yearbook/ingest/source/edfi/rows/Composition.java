package org.yearbook.ingest.source.edfi.rows;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.yearbook.ingest.source.edfi.element.Elements;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.warehouse.home.District;

/**
 * Puts the elements of a system together to rows, since an entity is often spread over several resources and what an
 * element belongs to stands in another one.
 */
public final class Composition {

    private final Options options;
    private final District district;
    private final LocalDate date;

    /**
     * Prepares.
     *
     * @param date of the night; what is still open lasts at least until then
     */
    public Composition(Options options, District district, LocalDate date) {
        this.options = options;
        this.district = district;
        this.date = date;
    }

    /**
     * What was made.
     *
     * @param files in a folder, named as the inbox is to have them
     */
    public record Made(List<Path> files, List<PullNote> notes) {

        public Made {
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /** Writes the files of all topics that are wanted. */
    public Made write(Elements elements, Path folder, String source) throws PullFailure {
        var ground = new Ground(elements, options, district, date);
        var files = new RowFiles(folder, source);
        Set<Topic> topics = options.topics();
        if (topics.contains(Topic.ROSTER)) {
            new RosterRows(ground, files).write();
        }
        if (topics.contains(Topic.ATTENDANCE)) {
            new AttendanceRows(ground, files).write();
            new CalendarRows(ground, files).write();
        }
        if (topics.contains(Topic.DISCIPLINE)) {
            new DisciplineRows(ground, files).write();
        }
        if (topics.contains(Topic.PROGRAMS)) {
            new ProgramRows(ground, files).write();
        }
        if (topics.contains(Topic.STAFF)) {
            new StaffRows(ground, files).write();
        }
        if (topics.contains(Topic.ASSESSMENTS)) {
            new AssessmentRows(ground, files).results();
        }
        if (topics.contains(Topic.TRANSCRIPTS)) {
            new AssessmentRows(ground, files).transcripts();
        }
        return new Made(files.files(), ground.notes());
    }
}
