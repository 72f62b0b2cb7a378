package org.yearbook.dashboard.page.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yearbook.warehouse.guide.Guide;
import org.yearbook.warehouse.guide.Join;
import org.yearbook.warehouse.guide.TableGuide;

/**
 * How tables lead to each other, drawn: what is described in the middle, what happened on the left, what was counted
 * from it on the right. Nearly every table has a school year and a school; those lines would hide all others, so they
 * are told in words.
 *
 * @param height of the drawing, for its view box
 * @param boxes one for each table
 * @param lines one for each join, as paths
 * @param texts the same in sentences
 */
record Diagram(int height, List<Box> boxes, List<Title> titles, List<String> lines, List<Text> texts) {

    static final int WIDTH = 1000;

    private static final int ROW = 24;
    private static final int BOX = 20;
    private static final int TOP = 30;
    private static final int SIDE = 300;
    private static final int MIDDLE = 220;
    private static final double LETTER = 7.3;
    private static final Set<String> EVERYWHERE = Set.of("dim_school_year", "dim_organization");

    Diagram {
        boxes = List.copyOf(boxes);
        titles = List.copyOf(titles);
        lines = List.copyOf(lines);
        texts = List.copyOf(texts);
    }

    /** A table; the hub of others is drawn with more weight. */
    record Box(String name, int x, int y, int width, int height, boolean hub) {}

    record Title(String words, int x, int y) {}

    /** Where one table leads. */
    record Text(String table, List<Join> joins) {

        Text {
            joins = List.copyOf(joins);
        }
    }

    static Diagram of(Guide guide) {
        List<TableGuide> tables =
                guide.tables().stream().filter(table -> !table.view()).toList();
        Set<String> hubs = tables.stream()
                .flatMap(table -> table.joins().stream())
                .map(Join::to)
                .filter(to -> !EVERYWHERE.contains(to))
                .collect(java.util.stream.Collectors.toSet());
        List<TableGuide> leading = tables.stream()
                .filter(table -> !hubs.contains(table.name()))
                .filter(table -> table.joins().stream().anyMatch(join -> hubs.contains(join.to())))
                .toList();
        List<TableGuide> left = leading.stream().filter(Diagram::happened).toList();
        List<TableGuide> right =
                leading.stream().filter(table -> !happened(table)).toList();
        List<TableGuide> middle =
                tables.stream().filter(table -> hubs.contains(table.name())).toList();
        int rows = Math.max(left.size(), Math.max(right.size(), 1));
        int height = TOP + rows * ROW + 10;
        var boxes = new LinkedHashMap<String, Box>();
        column(boxes, left, 0, SIDE, ROW, 0, false);
        column(boxes, right, WIDTH - SIDE, SIDE, ROW, 0, false);
        int step = middle.isEmpty() ? ROW : Math.max(ROW, rows * ROW / middle.size());
        column(boxes, middle, (WIDTH - MIDDLE) / 2, MIDDLE, step, (step - ROW) / 2, true);
        return new Diagram(
                height,
                List.copyOf(boxes.values()),
                List.of(
                        new Title("What happened", 0, 16),
                        new Title("Who and what", (WIDTH - MIDDLE) / 2, 16),
                        new Title("Counted from it", WIDTH - SIDE, 16)),
                lines(leading, boxes),
                tables.stream()
                        .filter(table -> !table.joins().isEmpty())
                        .map(table -> new Text(table.name(), table.joins()))
                        .toList());
    }

    private static boolean happened(TableGuide table) {
        return !table.name().startsWith("agg_") && !table.name().startsWith("metric_");
    }

    private static void column(
            Map<String, Box> boxes, List<TableGuide> tables, int x, int width, int step, int from, boolean hub) {
        for (int i = 0; i < tables.size(); i++) {
            String name = tables.get(i).name();
            int fits = (int) Math.min(width, Math.ceil(name.length() * LETTER) + 16);
            int at = x == 0 ? width - fits : hub ? x + (width - fits) / 2 : x;
            boxes.put(name, new Box(name, at, TOP + from + i * step, fits, BOX, hub));
        }
    }

    private static List<String> lines(List<TableGuide> tables, Map<String, Box> boxes) {
        var lines = new ArrayList<String>();
        for (TableGuide table : tables) {
            Box from = boxes.get(table.name());
            for (Join join : table.joins()) {
                Box to = boxes.get(join.to());
                if (from != null && to != null) {
                    lines.add(line(from, to));
                }
            }
        }
        return lines;
    }

    private static String line(Box from, Box to) {
        boolean right = from.x() > to.x();
        int x1 = right ? from.x() : from.x() + from.width();
        int x2 = right ? to.x() + to.width() : to.x();
        int y1 = from.y() + from.height() / 2;
        int y2 = to.y() + to.height() / 2;
        int bend = (x1 + x2) / 2;
        return "M" + x1 + " " + y1 + "C" + bend + " " + y1 + " " + bend + " " + y2 + " " + x2 + " " + y2;
    }
}
