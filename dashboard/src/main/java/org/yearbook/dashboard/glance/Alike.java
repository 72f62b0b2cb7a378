package org.yearbook.dashboard.glance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;

/** Dollars of one area stand together, as what is spent on each student does, and are read as one column. */
public final class Alike {

    private Alike() {}

    /** {@return how fine the number of a year is shown among others: dollars as all dollars of its area} */
    public static Precision precision(Trend trend, List<Trend> beside, String year) {
        List<BigDecimal> money = beside.stream()
                .filter(other -> other.metric().unit() == Unit.CURRENCY
                        && other.metric().area() == trend.metric().area())
                .flatMap(other -> Optional.ofNullable(other.reported(year).value()).stream())
                .toList();
        return Precision.among(trend.metric().unit(), trend.reported(year).value(), money);
    }
}
