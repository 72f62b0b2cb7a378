package org.yearbook.ingest.conform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.warehouse.home.District;

/** Questions to an item's landed files that tell which of its months must be done again. */
public final class MonthQueries {

    private final Item item;
    private final Months months;
    private final District district;
    private final CodeSets codeSets;

    public MonthQueries(Item item, District district, CodeSets codeSets) {
        this.item = item;
        this.months = Months.of(item);
        this.district = district;
        this.codeSets = codeSets;
    }

    /**
     * {@return a query for {@code month, rows, total, mixed, texts, missing}: how many rows a file has of each month,
     * two numbers that are the same again only when the rows are, in whatever order, and how its dates are written}
     */
    public String prints(Item.Part part, LandedFile file) {
        var one = new Item(item.entity(), item.schoolYear(), List.of(new Item.Part(part.contract(), List.of(file))));
        var rows = new TypedRows(one, months, district, codeSets);
        return "with delivered as not materialized (" + rows.delivered() + ") select " + months.name(Months.NUMBER)
                + " as month, cast(sum(rows) as bigint) as rows, cast(sum(total) as varchar) as total,"
                + " cast(bit_xor(mixed) as varchar) as mixed, list(text) filter (where text is not null) as texts,"
                + " bool_or(text is null) as missing from (" + rows.byDate(print(part.contract())) + ") group by "
                + Months.NUMBER;
    }

    /** A number that two rows share only when they say the same. */
    private static String print(Contract contract) {
        return contract.columns().stream()
                .map(column -> SqlText.name(StandardColumn.rawName(column.name())))
                .collect(Collectors.joining(", ", "hash(", ", delivery_mode)"));
    }

    /**
     * {@return a query for {@code id, line}: where rows of one file lie in another that has them again, for the table
     * {@code wanted(id, line, kind)}} Of rows that say the same, those of one kind are told apart by their order, and
     * the last is the first to be found.
     */
    public String lines(Contract contract, LandedFile before, LandedFile now) {
        String print = print(contract) + " as print";
        return "with named as (select w.id, w.kind, w.line, p.print from wanted w join (select _row, " + print
                + " from (" + delivered(contract, before) + ") semi join wanted on wanted.line = _row) p"
                + " on p._row = w.line), ranked as (select id, print, row_number() over (partition by kind, print"
                + " order by line desc) as place from named), there as (select _row, print, row_number() over"
                + " (partition by print order by _row desc) as place from (select _row, " + print + " from ("
                + delivered(contract, now) + ")) semi join named using (print))"
                + " select ranked.id, there._row as line from ranked join there using (print, place)";
    }

    private String delivered(Contract contract, LandedFile file) {
        var one = new Item(item.entity(), item.schoolYear(), List.of(new Item.Part(contract, List.of(file))));
        return new TypedRows(one, months, district, codeSets).delivered();
    }

    /**
     * {@return queries for the months with a row that names a key which came or went, one for each reference that looks
     * at people alone}
     *
     * @param before conformed files by entity, as the night before had them
     * @param now the same, as they are
     */
    public List<String> touched(Map<String, List<Path>> before, Map<String, List<Path>> now) {
        var rows = new TypedRows(item, months, district, codeSets);
        List<String> queries = new ArrayList<>();
        for (Reference reference : KeySets.references(item)) {
            if (!KeySets.oneByOne(item, reference)
                    || !KeySets.known(reference, now)
                    || !KeySets.known(reference, before)) {
                continue;
            }
            String then = KeySets.query(reference, before);
            String today = KeySets.query(reference, now);
            String named = naming(reference).stream()
                    .map(field -> "select " + Months.NUMBER + ", cast(" + SqlText.name(field) + " as varchar) as key"
                            + " from (" + rows.typed(Scope.all(item)) + ")")
                    .collect(Collectors.joining(" union all "));
            queries.add("with delivered as not materialized (" + rows.delivered() + "), moved as (((" + then
                    + ") except (" + today + ")) union all ((" + today + ") except (" + then + "))) select distinct "
                    + months.name(Months.NUMBER) + " as month from (" + named + ") semi join moved using (key)");
        }
        return queries;
    }

    private List<String> naming(Reference reference) {
        return item.parts().stream()
                .flatMap(part -> part.contract().columns().stream()
                        .filter(column ->
                                reference.equals(part.contract().references().get(column.name()))))
                .map(Column::name)
                .distinct()
                .toList();
    }
}
