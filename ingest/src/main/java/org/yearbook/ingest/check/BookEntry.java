package org.yearbook.ingest.check;

import org.yearbook.definitions.YamlMap;

/**
 * What is known of a rule wherever it judges. Grain: one id.
 *
 * @param id as people know it, for example {@code ENR-02}; never given to another rule
 * @param title in a few words
 * @param dimension what it is about
 * @param fixKind how what it finds is mended
 * @param authority whose rule it is
 * @param effective the school years in which it is in force
 * @param checks what is judged, and what is not, in a sentence
 */
public record BookEntry(
        String id,
        String title,
        Dimension dimension,
        FixKind fixKind,
        String authority,
        Effective effective,
        String checks) {

    static final String ID = "[A-Z]{1,8}-\\d{2,3}";

    static BookEntry read(YamlMap entry) {
        var read = new BookEntry(
                id(entry),
                entry.text("title"),
                dimension(entry),
                fixKind(entry),
                entry.text("authority"),
                Effective.read(entry),
                entry.text("checks"));
        entry.finish();
        return read;
    }

    static String id(YamlMap rule) {
        String id = rule.text("id");
        if (!id.matches(ID)) {
            rule.fault(
                    "id",
                    "'id' must be capital letters, a hyphen and two or three digits, like OUR-01, not '" + id + "'");
        }
        return id;
    }

    static Dimension dimension(YamlMap rule) {
        rule.text("dimension");
        return rule.has("dimension") ? rule.choiceIfGiven("dimension", Dimension.ACCURACY) : Dimension.ACCURACY;
    }

    static FixKind fixKind(YamlMap rule) {
        rule.text("fixKind");
        return rule.has("fixKind") ? rule.choiceIfGiven("fixKind", FixKind.SOURCE) : FixKind.SOURCE;
    }
}
