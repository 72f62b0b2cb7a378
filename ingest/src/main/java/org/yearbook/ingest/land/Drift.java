package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.warehouse.engine.Duck;

/**
 * Compares the columns of a new file with those of the file in force: which ones are gone, and in which ones the values
 * are no longer what was agreed, such as dates written in another way. The first rows of both are looked at.
 */
final class Drift {

    private static final long SAMPLE = 10_000;
    private static final long FEW = 20;

    /** By so many points of a hundred the share of unreadable values must rise to be told. */
    private static final long JUMP = 20;

    /** From this share on, a required column holds the file back. */
    private static final long MOST = 50;

    private final Before compared;
    private final Contract contract;

    Drift(Before compared) {
        this.compared = compared;
        this.contract = compared.contract();
    }

    private record Share(long values, long unreadable) {

        long percent() {
            return values == 0 ? 0 : unreadable * 100 / values;
        }
    }

    /**
     * {@return what to tell}
     *
     * @param item what a person puts into the inbox again to accept it; null when somebody did
     */
    List<Finding> findings(Optional<String> item) throws Refusal {
        List<Finding> findings = new ArrayList<>(gone());
        List<Column> judged = contract.columns().stream().filter(Values::judged).toList();
        Map<String, Share> now = shares(judged, true);
        Map<String, Share> then = now.isEmpty() ? Map.of() : shares(judged, false);
        for (Column column : judged) {
            Share fresh = now.get(column.name());
            Share old = then.get(column.name());
            if (fresh == null || old == null || fresh.values() < FEW || old.values() < FEW) {
                continue;
            }
            if (fresh.percent() - old.percent() >= JUMP) {
                if (column.required() && fresh.percent() >= MOST && item.isPresent()) {
                    throw refusal(column, fresh, old, item.get());
                }
                findings.add(finding(column.physicalName(), retyped(column, fresh, old)));
            }
        }
        return findings;
    }

    private List<Finding> gone() {
        if (compared.before().isEmpty() || compared.stored().file().table() instanceof TreeTable) {
            return List.of(); // A document leaves out what no row has.
        }
        LandedFile last = compared.before().get(compared.before().size() - 1);
        List<String> gone = contract.match(last.header()).fields().keySet().stream()
                .filter(field -> !compared.stored().file().match().fields().containsKey(field))
                .map(field -> contract.column(field).orElseThrow())
                .filter(column -> column.constant() == null)
                .map(Column::physicalName)
                .sorted()
                .toList();
        return gone.isEmpty()
                ? List.of()
                : List.of(finding(
                        null,
                        "Columns that the file in force has and this one lacks: " + String.join(", ", gone)
                                + ". What needs them becomes empty."));
    }

    private static String retyped(Column column, Share fresh, Share old) {
        return "In column '" + column.physicalName() + "', " + fresh.percent() + "% of the values are no "
                + column.type().name().toLowerCase(Locale.ROOT) + " as agreed; in the file in force it was "
                + old.percent() + "%.";
    }

    private Refusal refusal(Column column, Share fresh, Share old, String item) {
        return new Refusal(
                Rules.SCHEMA,
                retyped(column, fresh, old) + " The column is required.",
                "Ask the source whether it writes this column in another way now, and add that way to 'formats' in contract "
                        + contract.id() + ". To take the file as it is, put " + item
                        + " into the inbox again, with an empty file named " + item + Inbox.ACCEPT + " beside it.",
                compared.stored().delivered());
    }

    private Finding finding(@Nullable String field, String message) {
        return new Finding(
                Rules.SCHEMA,
                "major",
                contract.source(),
                compared.stored().file().member().file(),
                0,
                field,
                null,
                message,
                "Ask the source whether its export has changed, and let the contract say so.");
    }

    /** How many of the first values of each column there are, and how many cannot be read. */
    private Map<String, Share> shares(List<Column> columns, boolean fresh) {
        Map<String, Share> shares = new HashMap<>();
        String all = columns.stream()
                .flatMap(column -> values(column, fresh).stream())
                .collect(Collectors.joining(" union all "));
        if (all.isEmpty()) {
            return shares;
        }
        compared.duck().sql().fetch(all).forEach(row -> {
            Column column = contract.column(row.get(0, String.class)).orElseThrow();
            long times = row.get(2, long.class);
            boolean readable = Values.fit(column, row.get(1, String.class));
            shares.merge(
                    column.name(),
                    new Share(times, readable ? 0 : times),
                    (one, other) -> new Share(one.values() + other.values(), one.unreadable() + other.unreadable()));
        });
        return shares;
    }

    private Optional<String> values(Column column, boolean fresh) {
        List<String> field = List.of(column.name());
        return (fresh ? compared.fresh(field, 1) : compared.inForce(field, 1))
                .map(select -> "select " + Duck.literal(column.name())
                        + " as field, value, count(*) as times from (select " + ParquetCopy.identifier(column.name())
                        + " as value from (" + select + ") limit " + SAMPLE
                        + ") where trim(value) <> '' group by value");
    }
}
