package org.yearbook.warehouse.home;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;

/** A day as somebody types it behind an option; what is none is told in words. */
public final class DayOption implements CommandLine.ITypeConverter<LocalDate> {

    @Override
    public LocalDate convert(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no day; write it like 2026-05-15");
        }
    }
}
