package org.yearbook.ingest.simulate;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.yearbook.definitions.SchoolYear;

/** One night's folder of files, as the source systems drop them. */
final class Delivery {

    private final Path folder;
    private final int night;
    private final Dirt dirt;
    private final Progress progress;

    /** Makes the folder {@code night-001} below {@code out}, or whichever night it is. */
    Delivery(Path out, int night, Dirt dirt, Progress progress) throws IOException {
        this.folder = Files.createDirectories(out.resolve("night-" + String.format(Locale.ROOT, "%03d", night)));
        this.night = night;
        this.dirt = dirt;
        this.progress = progress;
    }

    /** Writes a file of one school year, such as {@code sis-programs-2025-26.csv}. */
    void write(String kind, SchoolYear year, String[] columns, Body body) throws IOException {
        String file = kind + "-" + year + ".csv";
        write(file, columns, chances(kind, year, file), body);
    }

    /** Writes a file that holds all years. */
    void write(String kind, String[] columns, Body body) throws IOException {
        String file = kind + ".csv";
        write(file, columns, dirt.in(kind, 0, night, file), body);
    }

    /** {@return what can go wrong in a file that is written plainly} */
    Dirt.Chances chances(String kind, SchoolYear year, String file) {
        return dirt.in(kind, year.startYear(), night, file);
    }

    /** {@return a plain writer, for a file with too many rows for anything else} */
    Csv plain(String file, String... columns) throws IOException {
        return new Csv(Files.newOutputStream(folder.resolve(file)), columns);
    }

    /** Tells how many rows a file got. */
    void wrote(String file, long rows) {
        progress.wrote(folder.getFileName() + "/" + file, rows);
    }

    /** {@return a zip without folders inside} */
    Bundle bundle(String kind, SchoolYear year) throws IOException {
        return new Bundle(kind + "-" + year + ".zip", year);
    }

    private void write(String file, String[] columns, Dirt.Chances chances, Body body) throws IOException {
        try (var sheet = new Sheet(plain(file, columns), columns, chances)) {
            body.into(sheet);
            wrote(file, sheet.rows());
        }
    }

    /** What fills a file. */
    @FunctionalInterface
    interface Body {
        void into(Sheet sheet) throws IOException;
    }

    /** Several files in one zip; entries carry a fixed time, so that the same rows make the same bytes. */
    final class Bundle implements Closeable {

        private static final LocalDateTime WRITTEN = LocalDateTime.of(2020, 1, 1, 0, 0);

        private final String file;
        private final SchoolYear year;
        private final ZipOutputStream zip;

        private Bundle(String file, SchoolYear year) throws IOException {
            this.file = file;
            this.year = year;
            zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(file)), 1 << 16));
            zip.setLevel(Deflater.BEST_SPEED);
        }

        void write(String kind, String[] columns, Body body) throws IOException {
            String inside = file + "!" + kind + ".csv";
            var entry = new ZipEntry(kind + ".csv");
            entry.setTimeLocal(WRITTEN);
            zip.putNextEntry(entry);
            try (var sheet = new Sheet(new Csv(new Unclosed(zip), columns), columns, chances(kind, year, inside))) {
                body.into(sheet);
                wrote(inside, sheet.rows());
            }
            zip.closeEntry();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Keeps the zip open when one of its files is finished. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
