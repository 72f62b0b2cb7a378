package org.yearbook.dashboard.page.export;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.export.Delivery;
import org.yearbook.warehouse.export.Manifest;
import org.yearbook.warehouse.export.Signature;
import org.yearbook.warehouse.export.Version;
import org.yearbook.warehouse.validate.Cell;

/** How pages call things of a federal file. */
final class ExportWords {

    private ExportWords() {}

    static String signer(Version version) {
        Signature signature = version.signature();
        return signature == null ? "nobody" : signature.by();
    }

    static String receiver(Version version) {
        Delivery delivery = version.delivery();
        return delivery == null ? "nobody" : delivery.to();
    }

    /** {@return what a version was made from, a sentence} */
    static String source(Manifest manifest) {
        Manifest.Source source = manifest.source();
        if (source.basis() == null) {
            return "A draft from publication " + source.publication() + ", data as of " + source.asOf()
                    + ": the next night can change it.";
        }
        String what = switch (source.basis()) {
            case COUNT_DAY -> "the day of the count, as it was frozen";
            case YEAR_END -> "the closed year, state " + source.closedState() + ", as it was frozen";
        };
        return "Made from " + what + " (" + source.frozen() + ") out of publication " + source.publication()
                + ", data as of " + source.asOf() + ".";
    }

    /** {@return which people a number counts: the meaning of each code} */
    static String group(Cell cell, YearFile file) {
        if (cell.codes().isEmpty()) {
            return "Everybody";
        }
        return cell.codes().entrySet().stream()
                .map(code -> file.codes()
                        .getOrDefault(code.getKey(), Map.of())
                        .getOrDefault(code.getValue(), code.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String level(@Nullable Level level) {
        if (level == null) {
            return "Everything";
        }
        return switch (level) {
            case LEA -> "District";
            case SCH -> "Schools";
        };
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
