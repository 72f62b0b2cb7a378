package org.yearbook.ingest.contract;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlMap;

/** Reads those keys of a contract that say how its file is written. */
final class FormatKeys {

    private static final Pattern POSITIONS = Pattern.compile("(\\d{1,6})(?:\\s*-\\s*(\\d{1,6}))?");

    private enum Kind {
        CSV,
        XLSX,
        FIXED,
        JSON,
        XML;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Names {
        PRESENT,
        ABSENT
    }

    private final YamlMap yaml;

    FormatKeys(YamlMap yaml) {
        this.yaml = yaml;
    }

    FileFormat read() {
        Kind kind = yaml.choiceIfGiven("format", Kind.CSV);
        for (Kind other : Kind.values()) {
            if (other != kind && yaml.has(other.key())) {
                yaml.fault(
                        other.key(),
                        "'" + other.key() + "' says how to read " + other.key() + ", but 'format' is " + kind.key());
            }
        }
        FileFormat format = keys(kind)
                .map(keys -> {
                    FileFormat read = format(kind, keys);
                    keys.finish();
                    return read;
                })
                .orElseGet(() -> unsaid(kind));
        if (yaml.has("trailer") && kind != Kind.CSV && kind != Kind.FIXED) {
            yaml.fault("trailer", "a 'trailer' can only stand below csv and fixed width");
        }
        return format;
    }

    private Optional<YamlMap> keys(Kind kind) {
        return switch (kind) {
            case CSV -> yaml.map("csv");
            case XLSX -> yaml.map("xlsx");
            case FIXED -> yaml.map("fixed");
            case JSON -> yaml.map("json");
            case XML -> yaml.map("xml");
        };
    }

    private FileFormat unsaid(Kind kind) {
        if (kind == Kind.XML) {
            yaml.fault("format", "'xml' is missing: which elements are rows, like {rows: [Student]}");
        }
        return switch (kind) {
            case CSV -> {
                CsvFormat usual = CsvFormat.RFC_4180;
                yield new CsvFormat(
                        usual.delimiter(),
                        usual.quote(),
                        usual.headerQuote(),
                        usual.escape(),
                        0,
                        false,
                        null,
                        trailer(),
                        List.of());
            }
            case XLSX -> new WorkbookFormat(null, 0, List.of());
            case FIXED -> new FixedFormat(0, null, trailer(), List.of());
            case JSON -> new JsonFormat(FieldPath.SELF, List.of());
            case XML -> new XmlFormat(List.of(), List.of());
        };
    }

    private FileFormat format(Kind kind, YamlMap keys) {
        List<String> nullTokens = keys.texts("nullTokens", List.of());
        return switch (kind) {
            case CSV -> csv(keys, nullTokens);
            case XLSX ->
                new WorkbookFormat(keys.textOrNull("sheet"), keys.number("headerRow", 0, 0, 1_048_576), nullTokens);
            case FIXED -> new FixedFormat(keys.number("skipLines", 0, 0, 1_000), encoding(keys), trailer(), nullTokens);
            case JSON -> new JsonFormat(rows(keys), nullTokens);
            case XML -> new XmlFormat(elements(keys), nullTokens);
        };
    }

    private CsvFormat csv(YamlMap keys, List<String> nullTokens) {
        Character quote = quote(keys, "quote", '"');
        return new CsvFormat(
                delimiter(keys),
                quote,
                quote(keys, "headerQuote", quote),
                keys.choiceIfGiven("escape", CsvFormat.Escape.DOUBLE),
                keys.number("skipLines", 0, 0, 1_000),
                keys.choiceIfGiven("header", Names.PRESENT) == Names.ABSENT,
                encoding(keys),
                trailer(),
                nullTokens);
    }

    private static char delimiter(YamlMap keys) {
        String text = keys.unstripped("delimiter", ",");
        if (text.equals("\\t") || text.equals("tab")) {
            return '\t';
        }
        if (text.length() == 1 && text.charAt(0) < 128) {
            return text.charAt(0);
        }
        keys.fault("delimiter", "'delimiter' must be one plain character, or tab");
        return ',';
    }

    private static @Nullable Character quote(YamlMap keys, String key, @Nullable Character otherwise) {
        if (!keys.has(key)) {
            return otherwise;
        }
        String text = keys.text(key, "");
        if (text.equals("none")) {
            return null;
        }
        if (text.length() == 1 && text.charAt(0) < 128) {
            return text.charAt(0);
        }
        keys.fault(key, "'" + key + "' must be one plain character, or none");
        return otherwise;
    }

    private static @Nullable Charset encoding(YamlMap keys) {
        String name = keys.textOrNull("encoding");
        if (name == null) {
            return null;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            keys.fault("encoding", "'" + name + "' is no encoding; write it like windows-1252 or UTF-16LE");
            return null;
        }
    }

    private @Nullable String trailer() {
        Optional<YamlMap> given = yaml.map("trailer");
        if (given.isEmpty()) {
            return null;
        }
        YamlMap trailer = given.get();
        String pattern = trailer.text("pattern");
        trailer.finish();
        return OneGroup.read(
                trailer, "pattern", pattern, "the number of rows as its only group, like ^TRAILER,(\\d+)$");
    }

    private static FieldPath rows(YamlMap keys) {
        String text = keys.text("rows", "").replaceFirst("^\\[]\\.?", "").replace("[]", "");
        if (text.isEmpty()) {
            return FieldPath.SELF;
        }
        Optional<FieldPath> path = FieldPath.parse(text);
        if (path.isEmpty() || path.get().up() > 0) {
            keys.fault("rows", "'" + text + "' is no way to the rows; write it like value or items[].events[]");
            return FieldPath.SELF;
        }
        return path.get();
    }

    private static List<String> elements(YamlMap keys) {
        List<String> rows = keys.texts("rows", List.of());
        if (rows.isEmpty() || rows.stream().anyMatch(String::isBlank)) {
            keys.fault("rows", "'rows' must name the elements that are rows, like [Student]");
        }
        return rows;
    }

    static @Nullable Positions positions(YamlMap property) {
        String text = property.textOrNull("positions");
        if (text == null) {
            return null;
        }
        Matcher matcher = POSITIONS.matcher(text);
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first >= 1 && last >= first) {
                return new Positions(first, last);
            }
        }
        property.fault("positions", "'positions' must be places in the line from 1 on, like 8-17, not '" + text + "'");
        return null;
    }

    /** Tells what of a property does not fit how the file is written. */
    static void fit(FileFormat format, YamlMap property, Column column) {
        boolean fixed = format instanceof FixedFormat;
        if (column.constant() != null) {
            for (String key : List.of("physicalName", "positions")) {
                if (property.has(key)) {
                    property.fault(
                            key, "a property with a 'constant' is not read from the file: '" + key + "' must go");
                }
            }
        } else if (fixed && !property.has("positions")) {
            property.fault("name", "'" + column.name() + "' needs 'positions': its places in the line, like 8-17");
        } else if (!fixed && property.has("positions")) {
            property.fault("positions", "'positions' are read only where 'format' is fixed");
        } else if (format instanceof JsonFormat || format instanceof XmlFormat) {
            column.physicalNames().stream()
                    .filter(name -> FieldPath.parse(name).isEmpty())
                    .forEach(name -> property.fault(
                            "physicalName",
                            "'" + name + "' is no way to a value; write it like person.legalName.givenName, ../id.time"
                                    + " or parameters[name=accounts:is_disabled].boolValue"));
        }
    }
}
