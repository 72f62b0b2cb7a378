package org.yearbook.ingest.simulate;

import java.util.List;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;

/**
 * The versions of the six metrics, restated here on purpose: truth that read the product's definitions would agree with
 * their mistakes.
 */
enum MetricVersion {
    ENROLLMENT_1("enrollment", "district", 1, 2015, 2023),
    ENROLLMENT_2("enrollment", "district", 2, 2024, 9999),
    ATTENDANCE_1("average_daily_attendance", "district", 1, 2015, 2022),
    ATTENDANCE_2("average_daily_attendance", "district", 2, 2023, 9999),
    ABSENCE_DISTRICT_1("chronic_absence_rate", "district", 1, 2015, 2023),
    ABSENCE_DISTRICT_2("chronic_absence_rate", "district", 2, 2024, 9999),
    ABSENCE_STATE_1("chronic_absence_rate", "state", 1, 2015, 2022),
    ABSENCE_STATE_2("chronic_absence_rate", "state", 2, 2023, 9999),
    ABSENCE_FEDERAL_1("chronic_absence_rate", "federal", 1, 2015, 9999),
    RETENTION_1("teacher_retention_rate", "district", 1, 2015, 2023),
    RETENTION_2("teacher_retention_rate", "district", 2, 2024, 9999),
    REMOVAL_1("account_removal_on_time", "district", 1, 2015, 2024),
    REMOVAL_2("account_removal_on_time", "district", 2, 2025, 9999),
    APP_COST_1("cost_per_active_app_user", "district", 1, 2015, 2023),
    APP_COST_2("cost_per_active_app_user", "district", 2, 2024, 9999);

    static final List<MetricVersion> ABSENCE = Stream.of(values())
            .filter(version -> version.metric.equals("chronic_absence_rate"))
            .toList();

    final String metric;
    final String authority;
    final int number;
    private final int from;
    private final int to;

    MetricVersion(String metric, String authority, int number, int from, int to) {
        this.metric = metric;
        this.authority = authority;
        this.number = number;
        this.from = from;
        this.to = to;
    }

    boolean inForce(SchoolYear year) {
        return year.startYear() >= from && year.startYear() <= to;
    }

    /** {@return whether the year is told again under this version, which came later} */
    boolean restates(SchoolYear year) {
        return year.startYear() < from;
    }
}
