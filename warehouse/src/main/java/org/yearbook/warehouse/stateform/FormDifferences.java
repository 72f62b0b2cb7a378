package org.yearbook.warehouse.stateform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.validate.Difference;

/** What one version of a state's file says otherwise than another, record by record. */
public final class FormDifferences {

    private static final String THERE = "there";

    private FormDifferences() {}

    /**
     * {@return the differences: a column that changed, where the keys tell which record is the same; else records that
     * came and went}
     */
    public static List<Difference> between(StateForm form, String before, String after) {
        List<FormLines.Line> old = records(form, before);
        List<FormLines.Line> now = records(form, after);
        List<Integer> keys = FormCheck.keys(form);
        boolean byKey = !keys.isEmpty() && fits(form, keys, old) && fits(form, keys, now);
        return byKey ? columns(form, keyed(keys, old), keyed(keys, now)) : whole(old, now);
    }

    private static List<FormLines.Line> records(StateForm form, String text) {
        List<FormLines.Line> lines = FormLines.of(form, text);
        return lines.subList(Math.min(form.headerLines(), lines.size()), lines.size());
    }

    /** The version before may be of another description; and two records with one key are one to nobody. */
    private static boolean fits(StateForm form, List<Integer> keys, List<FormLines.Line> lines) {
        return lines.stream()
                        .allMatch(line -> line.fields().size() == form.columns().size())
                && keyed(keys, lines).size() == lines.size();
    }

    private static Map<String, FormLines.Line> keyed(List<Integer> keys, List<FormLines.Line> lines) {
        Map<String, FormLines.Line> keyed = new TreeMap<>();
        lines.forEach(line -> keyed.put(FormCheck.key(keys, line), line));
        return keyed;
    }

    private static List<Difference> columns(
            StateForm form, Map<String, FormLines.Line> before, Map<String, FormLines.Line> after) {
        List<Difference> differences = new ArrayList<>();
        var all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String key : all) {
            FormLines.Line old = before.get(key);
            FormLines.Line now = after.get(key);
            if (old == null || now == null) {
                differences.add(new Difference(null, key, told(old), told(now)));
                continue;
            }
            for (int i = 0; i < form.columns().size(); i++) {
                String was = old.fields().get(i);
                String is = now.fields().get(i);
                if (!Objects.equals(was, is)) {
                    differences.add(new Difference(
                            null, key + ", " + form.columns().get(i).name(), was, is));
                }
            }
        }
        return differences;
    }

    private static String told(FormLines.@Nullable Line line) {
        return line == null ? "" : THERE;
    }

    private static List<Difference> whole(List<FormLines.Line> old, List<FormLines.Line> now) {
        Map<String, Integer> left = new TreeMap<>();
        old.forEach(line -> left.merge(line.text(), 1, Integer::sum));
        List<Difference> differences = new ArrayList<>();
        Map<String, Integer> come = new TreeMap<>();
        now.forEach(line -> {
            if (left.merge(line.text(), -1, Integer::sum) < 0) {
                come.merge(line.text(), 1, Integer::sum);
            }
        });
        left.forEach((text, number) -> {
            for (int i = 0; i < number; i++) {
                differences.add(new Difference(null, text, THERE, ""));
            }
        });
        come.forEach((text, number) -> {
            for (int i = 0; i < number; i++) {
                differences.add(new Difference(null, text, "", THERE));
            }
        });
        return differences;
    }
}
