package org.yearbook.dashboard.page.card;

import java.util.List;
import java.util.Optional;
import org.yearbook.definitions.StatutoryElement;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.StoredValue;

/**
 * What one metric tells of one element, under one definition in one year.
 *
 * @param id of the metric
 * @param metric nothing where the publication does not know it
 * @param definition the one in force in that year; nothing when none was
 * @param values of the place, for everybody and the groups of the element, in the order of their keys
 * @param district the same of the whole district; empty where the place is the district
 */
record Told(
        StatutoryElement element,
        String id,
        String year,
        Optional<Metric> metric,
        Optional<Definition> definition,
        List<StoredValue> values,
        List<StoredValue> district) {

    Told {
        values = List.copyOf(values);
        district = List.copyOf(district);
    }

    Optional<Point> point(Group group) {
        return find(values, group);
    }

    Optional<Point> ofDistrict(Group group) {
        return find(district, group);
    }

    private static Optional<Point> find(List<StoredValue> values, Group group) {
        return values.stream()
                .filter(value -> group(value).equals(group))
                .map(StoredValue::point)
                .findFirst();
    }

    static Group group(StoredValue value) {
        return new Group(value.key().groupDimension(), value.key().groupValue());
    }
}
