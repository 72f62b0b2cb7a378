package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.edfacts.FileSpecifications;

/**
 * The specifications by which a home writes federal files: those of this release, and of a year of which somebody put
 * the two files of the federal metadata service (EMDR) into {@code federal/}, those.
 */
public final class FederalSpecifications {

    private static final String METADATA = "ESS_Metadata.json";
    private static final String LAYOUT = "ESS_Layout.json";

    private FederalSpecifications() {}

    /**
     * {@return the specifications}; one file without the other, and every fault in them, is one {@link HomeException}
     */
    public static FileSpecifications read(DistrictHome home) {
        Path metadata = home.federal().resolve(METADATA);
        Path layout = home.federal().resolve(LAYOUT);
        FileSpecifications shipped = FileSpecifications.shipped();
        if (!Files.exists(metadata) && !Files.exists(layout)) {
            return shipped;
        }
        if (!Files.exists(metadata) || !Files.exists(layout)) {
            throw new HomeException("In " + home.federal() + " there is only one of " + METADATA + " and " + LAYOUT
                    + ". Put both there, or neither.");
        }
        try {
            return shipped.with(Files.readString(metadata), Files.readString(layout));
        } catch (IOException e) {
            throw new HomeException(home.federal() + " cannot be read: " + CsvLines.why(e), e);
        } catch (DefinitionException e) {
            throw new HomeException(String.valueOf(e.getMessage()), e);
        }
    }
}
