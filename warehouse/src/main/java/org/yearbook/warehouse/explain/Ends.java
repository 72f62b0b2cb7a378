package org.yearbook.warehouse.explain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.explain.Explanation.End;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.StoredVersion;
import org.yearbook.warehouse.metric.StoredVersion.Place;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/** The two numbers of a question, found in the publications that are kept. */
final class Ends {

    private final Question question;
    private final Publication earlier;
    private final Publication later;
    private String label = "";
    private String unit = "";

    @SuppressWarnings("NullAway.Init") // read before anything asks for it
    private One then;

    @SuppressWarnings("NullAway.Init")
    private One now;

    private record One(End end, StoredVersion version, Place place) {}

    Ends(DistrictHome home, Question question) {
        this.question = question;
        List<Publication> kept = Publications.list(home);
        String current = Publications.current(home)
                .map(Publication::id)
                .orElseThrow(() -> new ExplainException(
                        "There is no publication in this home yet. Run a night first: yearbook nightly"));
        String to = question.to().publication();
        String toId = to == null ? current : to;
        String from = question.from().publication();
        this.later = find(kept, toId);
        this.earlier = find(kept, from == null ? toId : from);
        if (earlier.id().compareTo(later.id()) > 0) {
            throw new ExplainException(
                    "Publication " + earlier.id() + " is later than " + later.id() + ". Name the earlier one first.");
        }
    }

    private static Publication find(List<Publication> kept, String id) {
        return kept.stream()
                .filter(publication -> publication.isCalled(id))
                .findFirst()
                .orElseThrow(() -> new ExplainException("Publication " + id + " is not kept: only those of the last "
                        + Publications.KEPT + " nights are. There are "
                        + kept.stream()
                                .map(one -> one.asOf() + " (" + one.id() + ")")
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** Finds both numbers in the attached publications. */
    void read(Duck duck, String before) {
        var metric = duck.sql()
                .fetch(
                        "select label, unit from after.metric_definition where metric = ? and authority = ? limit 1",
                        question.metric(),
                        question.authority());
        if (metric.isEmpty()) {
            throw new ExplainException("There is no metric '" + question.metric() + "' with a definition of authority '"
                    + question.authority() + "' in publication " + later.id() + ".");
        }
        label = String.valueOf(metric.get(0).get("label"));
        unit = String.valueOf(metric.get(0).get("unit"));
        Side to = question.to();
        Side from = question.from();
        String year = to.schoolYear() == null ? latest(duck, from, before) : to.schoolYear();
        String yearThen = from.schoolYear() == null ? year : from.schoolYear();
        if (yearThen.compareTo(year) > 0) {
            throw new ExplainException(
                    "School year " + yearThen + " is later than " + year + ". Name the earlier one first.");
        }
        then = one(duck, earlier, before, yearThen, from.version());
        now = one(duck, later, RecordStates.AFTER, year, to.version());
    }

    private String latest(Duck duck, Side from, String before) {
        String sql = "select max(school_year) from %s.metric_value where metric = ? and authority = ?"
                + " and organization_id = ? and group_dimension = ? and group_value = ? and status = 'ok'"
                + " and (policy = 'in_force' or ?)";
        boolean any = question.to().version() != null || from.version() != null;
        String year = null;
        for (String database : List.of(RecordStates.AFTER, before)) {
            String found = duck.sql()
                    .fetchSingle(
                            sql.formatted(database),
                            question.metric(),
                            question.authority(),
                            question.organization(),
                            question.dimension(),
                            question.group(),
                            any)
                    .get(0, String.class);
            if (year == null || (found != null && found.compareTo(year) < 0)) {
                year = found;
            }
        }
        if (year == null) {
            throw new ExplainException("There is no number of " + question.metric() + " (" + question.authority()
                    + ") for " + whom() + " in publication " + later.id() + ".");
        }
        return year;
    }

    private One one(Duck duck, Publication publication, String database, String year, @Nullable Integer wanted) {
        var place = new Place(year, question.organization(), question.dimension(), question.group());
        Integer number = wanted == null ? inForce(duck, database, year) : wanted;
        return number == null
                ? missing(publication, year, wanted)
                : StoredVersion.find(duck, database, question.metric(), question.authority(), number)
                        .flatMap(version -> version.published(duck, database, place)
                                .map(cell -> new One(
                                        new End(
                                                publication.id(),
                                                publication.asOf(),
                                                year,
                                                version.version(),
                                                version.hash(),
                                                cell),
                                        version,
                                        place)))
                        .orElseGet(() -> missing(publication, year, number));
    }

    private One missing(Publication publication, String year, @Nullable Integer version) {
        throw new ExplainException("There is no number of " + question.metric() + " (" + question.authority()
                + (version == null ? "" : " " + version) + ") for " + whom() + " in " + year + " in publication "
                + publication.id() + ".");
    }

    private @Nullable Integer inForce(Duck duck, String database, String year) {
        return duck.sql()
                .fetchSingle(
                        "select max(version) from " + database + ".metric_value where metric = ? and authority = ?"
                                + " and school_year = ? and policy = 'in_force'",
                        question.metric(),
                        question.authority(),
                        year)
                .get(0, Integer.class);
    }

    private String whom() {
        return question.organization()
                + (question.dimension().equals("all") ? "" : ", " + question.dimension() + " = " + question.group());
    }

    Publication earlier() {
        return earlier;
    }

    Publication later() {
        return later;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    End from() {
        return Objects.requireNonNull(then).end();
    }

    End to() {
        return now.end();
    }

    StoredVersion versionThen() {
        return then.version();
    }

    StoredVersion versionNow() {
        return now.version();
    }

    Place placeThen() {
        return then.place();
    }

    Place placeNow() {
        return now.place();
    }
}
