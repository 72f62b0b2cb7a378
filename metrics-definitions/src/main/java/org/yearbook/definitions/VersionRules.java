package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.List;
import org.yearbook.definitions.MetricVersion.Status;

/** For one authority, every school year from the first has exactly one version; drafts wait behind the last. */
final class VersionRules {

    private final String metric;
    private final List<Fault> faults = new ArrayList<>();

    private VersionRules(String metric) {
        this.metric = metric;
    }

    static List<Fault> faults(Metric metric, Place place) {
        var rules = new VersionRules(metric.id());
        if (metric.versions().stream().allMatch(version -> version.status() == Status.DRAFT)
                && !metric.goals().isEmpty()) {
            rules.faults.add(
                    new Fault(place, metric.id() + " has goals, but only drafts: no number is shown under them"));
        }
        for (String authority : metric.authorities()) {
            List<MetricVersion> versions = metric.versionsOf(authority);
            rules.numbers(versions);
            if (versions.stream().noneMatch(version -> version.from().equals(MetricFile.UNKNOWN))) {
                rules.neighbours(versions);
            }
            versions.forEach(rules::one);
        }
        return rules.faults;
    }

    private void numbers(List<MetricVersion> versions) {
        for (int i = 0; i < versions.size(); i++) {
            MetricVersion version = versions.get(i);
            if (version.number() != i + 1) {
                fault(
                        version,
                        "this is the " + (i + 1) + ". version of the " + version.authority() + ", so its number is "
                                + (i + 1) + ", not " + version.number() + "; versions stand in order, and none goes");
            }
        }
    }

    private void neighbours(List<MetricVersion> versions) {
        for (int i = 1; i < versions.size(); i++) {
            MetricVersion before = versions.get(i - 1);
            MetricVersion version = versions.get(i);
            SchoolYear end = before.to();
            if (before.status() == Status.DRAFT) {
                fault(version, "no version follows a draft; approve " + before.name() + " first, or change it");
            } else if (version.status() == Status.DRAFT) {
                if (version.from().compareTo(before.from()) <= 0) {
                    fault(version, "it must begin after " + before.name() + ", which begins with " + before.from());
                }
            } else if (end == null || end.compareTo(version.from()) >= 0) {
                fault(
                        version,
                        "it begins with " + version.from() + ", but " + before.name() + " is in force "
                                + before.years() + ": let that one end with "
                                + version.from().previous());
            } else if (!end.next().equals(version.from())) {
                fault(
                        version,
                        "it begins with " + version.from() + ", but " + before.name() + " ends with " + end
                                + ": the years between have no definition; let this one begin with " + end.next());
            }
        }
    }

    private void one(MetricVersion version) {
        SchoolYear end = version.to();
        if (end != null && end.compareTo(version.from()) < 0) {
            fault(version, "it ends with " + end + ", before it begins with " + version.from());
        }
        if (version.status() == Status.RETIRED && end == null) {
            fault(version, "a retired version needs 'to_school_year', its last year");
        }
    }

    private void fault(MetricVersion version, String message) {
        faults.add(new Fault(version.place(), metric + ", " + version.name() + ": " + message));
    }
}
