package org.yearbook.ingest.land;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.yearbook.ingest.source.folder.SafeZip;

/**
 * Opens a zip that nobody has to trust. No name in it ever becomes a path; everything is counted while it is inflated,
 * whatever the zip claims about itself; one thing out of order and none of it is taken.
 */
final class Archive {

    private static final String AGAIN = "Transfer the zip again, or make it anew from the source's files.";
    private static final String FLAT = "Pack the files directly, without folders, links or further zips.";

    private final Path zip;
    private final String name;
    private final ArchiveLimits limits;
    private long room;
    private long total;

    private Archive(Path zip, ArchiveLimits limits) {
        this.zip = zip;
        this.name = String.valueOf(zip.getFileName());
        this.limits = limits;
    }

    /** {@return the files in {@code zip}, inflated into {@code folder} under names of our own} */
    static List<Member> unpack(Path zip, Path folder, ArchiveLimits limits) throws IOException, Refusal {
        try (var file = SafeZip.open(zip)) {
            return new Archive(zip, limits).unpack(file, folder);
        } catch (ZipException | EOFException e) {
            Optional<Refusal> otherwise = PackedOtherwise.namedZip(zip);
            throw otherwise.isPresent() ? otherwise.get() : unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Refusal unreadable(String why) {
        if (why.contains("encrypted")) {
            return new Refusal(
                    Rules.ARCHIVE, "The zip is encrypted.", "Deliver it without a password, over a protected line.");
        }
        if (why.contains("compression method")) {
            return new Refusal(
                    Rules.ARCHIVE,
                    "The zip is packed by a method that is not read, such as Deflate64, by which Windows packs files of"
                            + " more than 2 GB, or LZMA.",
                    "Pack it with the method Deflate, or each file with gzip, or deliver the files without a zip.");
        }
        return new Refusal(
                Rules.ARCHIVE, "The zip is damaged or cut short: its list of contents cannot be read.", AGAIN);
    }

    private List<Member> unpack(ZipFile file, Path folder) throws IOException, Refusal {
        List<ZipEntry> entries = new ArrayList<>();
        for (ZipEntry entry : file.stream().map(ZipEntry.class::cast).toList()) {
            if (!litter(entry)) {
                entries.add(entry);
            }
        }
        judge(entries);
        room = Math.min(limits.totalBytes(), Files.getFileStore(folder).getUsableSpace() / 2);
        CentralDirectory.refuseLinks(zip);
        String common = commonFolder(entries);
        List<Member> members = new ArrayList<>();
        for (ZipEntry entry : entries) {
            Path to = folder.resolve(members.size() + ".csv");
            inflate(file, entry, to);
            String inside = path(entry).substring(common.length());
            members.add(new Member(name + "!" + inside, inside, to));
        }
        return members;
    }

    private void judge(List<ZipEntry> entries) throws Refusal {
        if (entries.isEmpty()) {
            throw new Refusal(Rules.FILE, "The zip holds no file.", AGAIN);
        }
        if (entries.size() > limits.entries()) {
            throw new Refusal(
                    Rules.ARCHIVE,
                    "The zip holds " + entries.size() + " files; at most " + limits.entries() + " are taken.",
                    "Deliver only the files that are agreed on.");
        }
        if (entries.stream().anyMatch(entry -> path(entry).equals(WorkbookMeasure.CONTENTS))) {
            throw new Refusal(
                    Rules.FILE,
                    "The file is named .zip, and it is an Excel workbook or another document of an office.",
                    "If it is a workbook, give it its ending, .xlsx, and deliver it again.");
        }
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String path = path(entry);
            if (escapes(path)) {
                throw new Refusal(
                        Rules.ARCHIVE,
                        "The zip holds a file whose name points outside of it. Nothing of it was taken.",
                        "Find out who made this zip: no honest program writes such names.");
            }
            if (!names.add(path.toLowerCase(Locale.ROOT))) {
                throw new Refusal(Rules.ARCHIVE, "The zip holds two files of the same name: " + path + ".", AGAIN);
            }
            if (path.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                throw new Refusal(Rules.ARCHIVE, "The zip holds another zip: " + path + ".", FLAT);
            }
        }
    }

    private static boolean escapes(String path) {
        if (path.startsWith("/") || path.contains("\0") || path.matches("[A-Za-z]:.*")) {
            return true;
        }
        return List.of(path.split("/", -1)).contains("..");
    }

    /** {@return the entry's name with the separators of the standard; the PowerShell of Windows writes its own} */
    private static String path(ZipEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    private static boolean litter(ZipEntry entry) {
        String path = path(entry);
        String file = path.substring(path.lastIndexOf('/') + 1);
        return path.endsWith("/")
                || path.startsWith("__MACOSX/")
                || file.startsWith("._")
                || file.equals(".DS_Store")
                || file.equals("Thumbs.db")
                || file.equals("desktop.ini");
    }

    /** Many zip a folder where they mean its files, some a folder that holds only that one. */
    private static String commonFolder(List<ZipEntry> entries) {
        String first = path(entries.get(0));
        String folder = first.substring(0, first.lastIndexOf('/') + 1);
        for (ZipEntry entry : entries) {
            while (!path(entry).startsWith(folder)) {
                folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            }
        }
        return folder;
    }

    private void inflate(ZipFile file, ZipEntry entry, Path to) throws IOException, Refusal {
        var crc = new CRC32();
        long bytes = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = file.getInputStream(entry);
                OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                bytes += read;
                total += read;
                checkSize(entry, bytes);
                crc.update(block, 0, read);
                out.write(block, 0, read);
            }
        } catch (ZipException | EOFException e) {
            throw damaged(entry);
        }
        if (crc.getValue() != entry.getCrc() || bytes != entry.getSize()) {
            throw damaged(entry);
        }
    }

    private static Refusal damaged(ZipEntry entry) {
        return new Refusal(Rules.ARCHIVE, "The zip is damaged: " + entry.getName() + " cannot be unpacked.", AGAIN);
    }

    private void checkSize(ZipEntry entry, long bytes) throws Refusal {
        boolean bomb = bytes > limits.ratioFrom() && bytes / Math.max(1, entry.getCompressedSize()) > limits.ratio();
        if (bomb || bytes > limits.entryBytes() || total > room) {
            throw new Refusal(
                    Rules.ARCHIVE,
                    "The zip grows beyond all measure, or beyond half of the free disk, when it is unpacked ("
                            + entry.getName() + ").",
                    "Find out who made this zip. If its files are really that large, deliver them without a zip.");
        }
    }
}
