package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Definitions;
import org.yearbook.warehouse.home.DistrictHome;

/** The formulas of the definitions, to tell which of the counted make up a number. */
public final class MetricFormulas {

    /** What tells the several rows of one person or thing apart. */
    private static final Set<String> APART = Set.of(
            "user_kind",
            "test",
            "subject",
            "subject_name",
            "standard_from",
            "course_code",
            "term",
            "kind",
            "system",
            "due_on",
            "section_id");

    private static final Pattern WORDS = Pattern.compile("\\W+");

    private final Definitions definitions;
    private final List<ReadyVersion> versions;

    private MetricFormulas(Definitions definitions, List<ReadyVersion> versions) {
        this.definitions = definitions;
        this.versions = versions;
    }

    /** {@return those of a home, the shipped ones included; nothing is tried} */
    public static MetricFormulas of(DistrictHome home) {
        var definitions = Definitions.readWith(home.metrics());
        return new MetricFormulas(
                definitions, DefinitionCheck.of(definitions, metric -> false).versions());
    }

    /**
     * The rows of one dataset that a number is made of, person by person or thing by thing.
     *
     * @param identity the columns that name them
     * @param columns what the formula reads of them
     * @param sql one row each: {@code identity} and {@code columns}, lists of text in the order stated, and
     *     {@code numerator} and {@code denominator}, what it adds to each; null where the dataset adds nothing
     */
    public record Counted(String dataset, List<String> identity, List<String> columns, String sql) {}

    /** {@return the queries of a version, one for each dataset; empty when it is not, or no longer, as published} */
    public Optional<List<Counted>> counted(StoredVersion stored, StoredVersion.Place place) {
        return versions.stream()
                .filter(ready -> ready.metric().id().equals(stored.metric())
                        && ready.version().authority().equals(stored.authority())
                        && ready.version().hash().equals(stored.hash()))
                .findFirst()
                .map(ready -> counted(ready, place));
    }

    /** {@return the datasets that a stored version reads, as its query names them} */
    public Set<String> datasets(StoredVersion stored) {
        Set<String> found = new LinkedHashSet<>();
        for (ReadyVersion ready : versions) {
            if (ready.version().hash().equals(stored.hash())) {
                found.addAll(ready.needs().keySet());
            }
        }
        if (found.isEmpty()) {
            for (String word : WORDS.split(stored.sql(), -1)) {
                if (definitions.datasets().containsKey(word)) {
                    found.add(word);
                }
            }
        }
        return found;
    }

    private List<Counted> counted(ReadyVersion version, StoredVersion.Place place) {
        Map<String, Map<String, ReadyMeasure>> byDataset = new LinkedHashMap<>();
        version.measures().forEach((name, measure) -> {
            if (name.equals("numerator") || name.equals("denominator")) {
                byDataset
                        .computeIfAbsent(measure.dataset(), dataset -> new LinkedHashMap<>())
                        .put(name, measure);
            }
        });
        List<Counted> counted = new ArrayList<>();
        byDataset.forEach((dataset, measures) -> counted.add(counted(dataset, measures, place)));
        return counted;
    }

    private Counted counted(String dataset, Map<String, ReadyMeasure> measures, StoredVersion.Place place) {
        List<String> identity =
                identity(Objects.requireNonNull(definitions.datasets().get(dataset)));
        Set<String> columns = new LinkedHashSet<>();
        measures.values().forEach(measure -> columns.addAll(measure.columns()));
        if (!place.dimension().equals("all")) {
            columns.add(place.dimension());
        }
        columns.removeAll(identity);
        List<String> told = List.copyOf(columns);
        List<SelectFieldOrAsterisk> fields = new ArrayList<>();
        fields.add(texts(identity, DSL::max).as("identity"));
        fields.add(texts(
                        told,
                        column -> DSL.field("string_agg(distinct {0}, ', ' order by {0})", SQLDataType.VARCHAR, column))
                .as("columns"));
        for (String name : List.of("numerator", "denominator")) {
            ReadyMeasure measure = measures.get(name);
            fields.add((measure == null ? DSL.inline((Integer) null) : measure.aggregate())
                    .cast(SQLDataType.DECIMAL(18, 4))
                    .as(name));
        }
        var query = DSL.select(fields)
                .from(DSL.table(DSL.name(dataset)))
                .where(rows(place))
                .groupBy(identity.stream().map(MetricFormulas::column).toList());
        return new Counted(dataset, identity, told, DSL.using(SQLDialect.DUCKDB).renderInlined(query));
    }

    private static Condition rows(StoredVersion.Place place) {
        Condition condition = column("school_year")
                .eq(place.schoolYear())
                .and(column("organization_id").eq(place.organization()));
        return place.dimension().equals("all")
                ? condition
                : condition.and(Scan.group(place.dimension()).eq(place.group()));
    }

    private static List<String> identity(Dataset dataset) {
        List<String> names = dataset.columns().stream()
                .map(Dataset.Column::name)
                .filter(MetricFormulas::namesSomething)
                .toList();
        if (!names.isEmpty()) {
            return dataset.columns().stream()
                    .map(Dataset.Column::name)
                    .filter(name -> names.contains(name) || APART.contains(name))
                    .toList();
        }
        List<String> key = dataset.key().stream()
                .filter(name -> !Dataset.KEYS.contains(name))
                .toList();
        if (!key.isEmpty() && key.stream().allMatch(name -> isText(dataset, name))) {
            return key;
        }
        // Things without a name of their own, as forms, are told apart by what is written on them.
        return dataset.columns().stream()
                .filter(column -> !Dataset.KEYS.contains(column.name()))
                .filter(column ->
                        column.type().equals("varchar") || column.type().equals("date"))
                .map(Dataset.Column::name)
                .filter(name -> !name.equals("as_of"))
                .toList();
    }

    private static boolean isText(Dataset dataset, String column) {
        return Objects.requireNonNull(dataset.byName().get(column)).type().equals("varchar");
    }

    /** What stands for a person or a thing; numbers of rows do not, since they differ night by night. */
    private static boolean namesSomething(String column) {
        return column.endsWith("_key") || (column.endsWith("_id") && !column.equals("organization_id"));
    }

    private static Field<?> texts(List<String> columns, UnaryOperator<Field<String>> each) {
        if (columns.isEmpty()) {
            return DSL.field("[]::varchar[]");
        }
        List<Field<?>> fields = new ArrayList<>();
        columns.forEach(name -> fields.add(each.apply(DSL.field(DSL.name(name)).cast(SQLDataType.VARCHAR))));
        return DSL.field("list_value({0})", Object.class, DSL.list(fields));
    }

    private static Field<String> column(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }
}
