package org.yearbook.ingest.source.folder;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens zips that nobody has to trust. */
public final class SafeZip {

    private static final Charset DOS =
            Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

    private SafeZip() {}

    /**
     * {@return a zip whose entries can be listed} Names and comments that are not in UTF-8 are in the letters of DOS,
     * as Windows and the standard have it (APPNOTE, appendix D).
     *
     * @throws ZipException when its list of contents cannot be read
     */
    public static ZipFile open(Path zip) throws IOException {
        try {
            return listed(new ZipFile(zip.toFile()));
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("bad entry")) {
                return listed(new ZipFile(zip.toFile(), DOS));
            }
            throw e;
        }
    }

    /** Java reads comments only when it lists the entries, and then throws what no reader of files expects. */
    private static ZipFile listed(ZipFile zip) throws IOException {
        try {
            for (Iterator<? extends ZipEntry> all = zip.entries().asIterator(); all.hasNext(); ) {
                all.next();
            }
            return zip;
        } catch (IllegalArgumentException e) {
            zip.close();
            throw new ZipException("invalid CEN header (bad entry comment)");
        }
    }
}
