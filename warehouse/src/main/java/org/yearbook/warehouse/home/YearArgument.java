package org.yearbook.warehouse.home;

import org.yearbook.definitions.SchoolYear;
import picocli.CommandLine;

/** Reads a school year of a command line, and says in words what is wrong with one that is none. */
public final class YearArgument implements CommandLine.ITypeConverter<SchoolYear> {

    @Override
    public SchoolYear convert(String text) {
        try {
            return SchoolYear.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }
}
