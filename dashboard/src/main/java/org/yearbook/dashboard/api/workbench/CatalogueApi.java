package org.yearbook.dashboard.api.workbench;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.Answered;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SavedQueries;
import org.yearbook.dashboard.state.SavedQuery;
import org.yearbook.warehouse.guide.Guide;
import org.yearbook.warehouse.guide.TableGuide;
import org.yearbook.warehouse.publish.Audience;

/** The tables that somebody may ask by statements, and the statements that they may open; no row of either. */
@RestController
class CatalogueApi {

    private final Published published;
    private final Guides guides;
    private final SavedQueries queries;

    CatalogueApi(Published published, Guides guides, SavedQueries queries) {
        this.published = published;
        this.guides = guides;
        this.queries = queries;
    }

    /**
     * A table or view.
     *
     * @param rows null of a view, which nobody counted
     */
    record TableData(
            String table,
            String subject,
            String about,
            boolean view,
            @Nullable Long rows) {}

    /** A table with its columns. */
    record WholeData(TableData about, List<ColumnData> columns, List<JoinData> joins) {}

    /** A column. */
    record ColumnData(String column, String type, String about) {}

    /** Where columns lead: each row to one of the other table at most. */
    record JoinData(List<String> columns, String table, List<String> key) {}

    /** A statement that somebody keeps. */
    record QueryData(
            long query,
            String title,
            String about,
            String audience,
            String statement,
            boolean own,
            String ownerName,
            boolean shared,
            Instant changedAt) {}

    @GetMapping(ApiPath.ROOT + "/catalogue")
    @Nullable
    Answered<List<TableData>> tables(
            Person person, ServletWebRequest request, @RequestParam(defaultValue = "") String audience) {
        Audience file = file(person, audience);
        return published.numbers(
                person,
                request,
                answers -> Answered.of(
                        answers,
                        guide(file).tables().stream().map(CatalogueApi::table).toList()));
    }

    @GetMapping(ApiPath.ROOT + "/catalogue/{table}")
    @Nullable
    Answered<WholeData> table(
            Person person,
            ServletWebRequest request,
            @PathVariable String table,
            @RequestParam(defaultValue = "") String audience) {
        Audience file = file(person, audience);
        return published.numbers(
                person,
                request,
                answers -> Answered.of(
                        answers,
                        guide(file)
                                .table(table)
                                .map(CatalogueApi::whole)
                                .orElseThrow(() -> ApiException.of(
                                        Trouble.NOT_FOUND,
                                        "There is no such table. " + ApiPath.ROOT + "/catalogue lists them."))));
    }

    @GetMapping(ApiPath.ROOT + "/workbench/saved")
    Answered<List<QueryData>> saved(Person person, ServletWebRequest request) {
        List<QueryData> open =
                queries.of(person).stream().map(query -> query(query, person)).toList();
        return published.unkept(request, answers -> Answered.of(answers, open));
    }

    private Guide guide(Audience file) {
        return guides.of(file)
                .orElseThrow(() -> ApiException.of(
                        Trouble.NOT_KNOWN, "The night that is in force has no such file; the next one brings it."));
    }

    private static Audience file(Person person, String audience) {
        List<Audience> open = person.role().asks();
        return audience.isEmpty()
                ? open.get(0)
                : person.role()
                        .asks(audience)
                        .orElseThrow(() -> ApiException.of(
                                Trouble.BAD_PARAMETER,
                                "audience is one of "
                                        + String.join(
                                                ", ",
                                                open.stream()
                                                        .map(Audience::label)
                                                        .toList())
                                        + "."));
    }

    private static TableData table(TableGuide found) {
        return new TableData(
                found.name(), found.subject(), found.about(), found.view(), found.view() ? null : found.rows());
    }

    private static WholeData whole(TableGuide found) {
        return new WholeData(
                table(found),
                found.columns().stream()
                        .map(column -> new ColumnData(column.name(), column.type(), column.about()))
                        .toList(),
                found.joins().stream()
                        .map(join -> new JoinData(join.columns(), join.to(), join.key()))
                        .toList());
    }

    private static QueryData query(SavedQuery found, Person person) {
        return new QueryData(
                found.id(),
                found.title(),
                found.about(),
                found.audience().label(),
                found.statement(),
                found.owner() == person.id(),
                found.ownerName(),
                found.shared(),
                found.changedAt());
    }
}
