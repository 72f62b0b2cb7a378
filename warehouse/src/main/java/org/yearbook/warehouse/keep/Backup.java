package org.yearbook.warehouse.keep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.HomeFormat;
import org.yearbook.warehouse.home.OwnerOnly;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts a home into one file: a ZIP, encrypted where a passphrase is given. */
public final class Backup {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TRIES = 3;
    private static final int BUFFER = 1 << 16;

    private final Order order;
    private final Clock clock;
    private final Map<String, String> noted;
    private boolean damaged;

    private Backup(Order order, Clock clock) {
        this.order = order;
        this.clock = clock;
        this.noted = Checksums.noted(order.home());
    }

    /**
     * What is to be kept, and where.
     *
     * @param instead files that stand in the backup in place of those of the home, by their names there
     * @param earlierNights whether publications of earlier nights are kept, too
     * @param out the file; what lies there is replaced once the backup is whole
     * @param passphrase null for a file that everybody can open who has it
     */
    public record Order(
            DistrictHome home,
            Map<String, Path> instead,
            boolean earlierNights,
            Path out,
            @Nullable Passphrase passphrase) {}

    /**
     * What was made.
     *
     * @param bytes of the home's files
     * @param size of the backup
     * @param asOf the day of the numbers in it; empty before the first night
     * @param notes what whoever made it should know: files that are not as they were written, or were left out
     * @param damaged whether a file is not as it was written
     */
    public record Made(Path file, int files, long bytes, long size, String asOf, List<String> notes, boolean damaged) {}

    /** Makes one; a night that tidies up meanwhile lets it begin anew. */
    public static Made make(Order order, Clock clock) {
        for (int i = 1; ; i++) {
            try {
                return new Backup(order, clock).make();
            } catch (NoSuchFileException e) {
                if (i == TRIES) {
                    throw new KeepException(
                            "Files of the home went while they were copied: " + e.getMessage()
                                    + ". Wait until the night is over, and try again.",
                            e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The backup could not be written to " + order.out() + ": " + e.getMessage()
                                + ". What was there before is as it was.",
                        e);
            }
        }
    }

    private Made make() throws IOException {
        Path unfinished = order.out().resolveSibling(order.out().getFileName() + ".part");
        try {
            var notes = new ArrayList<String>();
            Contents contents;
            Files.deleteIfExists(unfinished);
            try (var zip = new ZipOutputStream(sealed(new BufferedOutputStream(own(unfinished), BUFFER)))) {
                contents = fill(zip, notes);
            }
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            DurableFile.replace(unfinished, order.out());
            return new Made(
                    order.out(),
                    contents.files().size(),
                    contents.files().stream().mapToLong(Contents.Kept::bytes).sum(),
                    Files.size(order.out()),
                    contents.asOf(),
                    List.copyOf(notes),
                    damaged);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private OutputStream sealed(OutputStream out) throws IOException {
        Passphrase passphrase = order.passphrase();
        return passphrase == null ? out : Sealing.seal(out, passphrase.characters());
    }

    /** A backup names students: it is its owner's alone. */
    private static OutputStream own(Path file) throws IOException {
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Channels.newOutputStream(Files.newByteChannel(file, anew, OwnerOnly.file()));
    }

    private Contents fill(ZipOutputStream zip, List<String> notes) throws IOException {
        try (var inPlace = Copying.begin(order.home())) {
            return fill(zip, notes, HomeFiles.of(order.home(), clock.instant()));
        }
    }

    private Contents fill(ZipOutputStream zip, List<String> notes, HomeFiles all) throws IOException {
        JsonNode pointer = all.pointer().isEmpty() ? JSON.createObjectNode() : JSON.readTree(all.pointer());
        String inForce = pointer.path("publication").asString("");
        HomeFiles home = order.earlierNights() ? all : all.withPublication(inForce);
        home.moving()
                .forEach(name ->
                        notes.add(name + " was left out: it came within the last minute, and may not be whole."));
        var sources = new TreeMap<>(home.files());
        sources.remove(HomeFiles.POINTER);
        sources.putAll(order.instead());
        List<Contents.Kept> kept = new ArrayList<>();
        for (Map.Entry<String, Path> source : sources.entrySet()) {
            kept.add(add(zip, source.getKey(), source.getValue(), notes));
        }
        if (!all.pointer().isEmpty()) {
            kept.add(add(
                    zip,
                    HomeFiles.POINTER,
                    new ByteArrayInputStream(all.pointer().getBytes(UTF_8)),
                    ""));
        }
        var contents = new Contents(
                Contents.FORMAT,
                HomeFormat.CURRENT,
                order.home().root().toString(),
                clock.instant().toString(),
                inForce,
                pointer.path("as_of").asString(""),
                home.folders(),
                kept);
        zip.putNextEntry(new ZipEntry(Contents.NAME));
        zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
        zip.closeEntry();
        return contents;
    }

    private Contents.Kept add(ZipOutputStream zip, String name, Path file, List<String> notes) throws IOException {
        Contents.Kept kept;
        try (InputStream in = Files.newInputStream(file)) {
            kept = add(zip, name, in, HomeFiles.rights(file));
        }
        String before = noted.get(name);
        if (before != null && !before.equals(kept.sha256())) {
            damaged = true;
            notes.add(name + " is not as the night wrote it, and is in the backup as it is."
                    + " Keep the backup before this one, and run: yearbook verify");
        }
        return kept;
    }

    private static Contents.Kept add(ZipOutputStream zip, String name, InputStream in, String rights)
            throws IOException {
        // Parquet is compressed already; for the rest the fastest does.
        zip.setLevel(name.endsWith(".parquet") ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(name));
        Digests.Copied copied = Digests.copy(in, zip);
        zip.closeEntry();
        return new Contents.Kept(name, copied.bytes(), copied.sha256(), rights);
    }
}
