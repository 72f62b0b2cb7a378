package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code boards.yaml}. */
final class BoardFile {

    private static final String ID = "[a-z][a-z0-9-]*";
    private static final String OFFICE = "[a-z][a-z0-9_]*";

    private final Collection<String> known;
    private final Set<String> ids = new HashSet<>();
    private final Set<Metric.Area> taken = EnumSet.noneOf(Metric.Area.class);

    private BoardFile(Collection<String> known) {
        this.known = known;
    }

    static List<Board> read(String file, String text, Collection<String> metrics, List<Fault> faults) {
        List<Board> boards = new ArrayList<>();
        YamlMap.read(file, text, faults).ifPresent(yaml -> {
            var reader = new BoardFile(metrics);
            yaml.maps("boards").forEach(given -> boards.add(reader.board(given)));
            yaml.finish();
        });
        return boards;
    }

    private Board board(YamlMap yaml) {
        String id = yaml.matching("board", ID, "small letters, digits and hyphens, like joining-and-leaving");
        if (!ids.add(id)) {
            yaml.fault("board", "board '" + id + "' is given twice");
        }
        var board = new Board(id, yaml.text("title"), yaml.text("question"), offices(yaml), areas(yaml), metrics(yaml));
        yaml.finish();
        return board;
    }

    private static List<String> offices(YamlMap yaml) {
        List<String> offices = words(yaml, "for");
        offices.stream()
                .filter(office -> !office.matches(OFFICE))
                .forEach(office -> yaml.fault("for", "'" + office + "' is no role; one is like human_resources"));
        return offices;
    }

    private List<Metric.Area> areas(YamlMap yaml) {
        List<Metric.Area> areas = new ArrayList<>();
        List<String> names = EnumSet.allOf(Metric.Area.class).stream()
                .map(Metric.Area::toString)
                .toList();
        for (String word : words(yaml, "areas")) {
            if (!names.contains(word)) {
                yaml.fault("areas", "'" + word + "' is none of the areas." + Nearest.proposal(word, names));
                continue;
            }
            var area = Metric.Area.valueOf(word.toUpperCase(Locale.ROOT));
            if (!taken.add(area)) {
                yaml.fault("areas", "the area '" + word + "' belongs to another board already");
            }
            areas.add(area);
        }
        return areas;
    }

    private List<String> metrics(YamlMap yaml) {
        List<String> metrics = words(yaml, "metrics");
        Set<String> seen = new HashSet<>();
        for (String metric : metrics) {
            if (!known.contains(metric)) {
                yaml.fault("metrics", "there is no metric '" + metric + "'." + Nearest.proposal(metric, known));
            }
            if (!seen.add(metric)) {
                yaml.fault("metrics", "'" + metric + "' stands here twice");
            }
        }
        return metrics;
    }

    private static List<String> words(YamlMap yaml, String key) {
        return yaml.has(key) ? yaml.texts(key).stream().map(Expression::sql).toList() : List.of();
    }
}
