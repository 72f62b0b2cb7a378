package org.yearbook.warehouse.keep;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.HomeFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a home out of a backup. Everything is unpacked beside its place and proven against the backup's own list; only
 * then is it moved, the settings last, without which a folder is no home.
 */
public final class Restoration {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BESIDE = ".restoring";
    private static final String SETTINGS = "district.yaml";
    private static final int BUFFER = 1 << 16;

    private final DistrictHome target;
    private final Path beside;
    private final Contents contents;

    private Restoration(DistrictHome target, Path beside, Contents contents) {
        this.target = target;
        this.beside = beside;
        this.contents = contents;
    }

    /** {@return whether a passphrase is needed} */
    public static boolean isEncrypted(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Sealing.isMark(in.readNBytes(Sealing.markLength()));
        } catch (NoSuchFileException e) {
            throw new KeepException("There is no backup " + file + ".", e);
        } catch (IOException e) {
            throw new KeepException("The backup " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Unpacks and proves a backup.
     *
     * @param passphrase for one that is encrypted
     * @param target a folder that is empty or not there
     */
    public static Restoration unpack(Path file, @Nullable Passphrase passphrase, DistrictHome target) {
        Path beside = target.root().resolve(BESIDE);
        boolean encrypted = isEncrypted(file);
        if (encrypted && passphrase == null) {
            throw new KeepException(file + " is encrypted. Give its passphrase: --passphrase-file FILE");
        }
        try {
            Files.createDirectories(target.root());
            refuseWhatIsThere(target);
            delete(beside);
            Files.createDirectory(beside);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                    InputStream plain =
                            encrypted && passphrase != null ? Sealing.open(in, passphrase.characters()) : in;
                    var zip = new ZipInputStream(plain)) {
                Contents contents = unpack(zip, beside);
                // What is encrypted is proven to its end only once it was read to its end.
                plain.transferTo(OutputStream.nullOutputStream());
                return new Restoration(target, beside, contents);
            }
        } catch (ZipException | EOFException e) {
            delete(beside);
            throw damaged("it cannot be read to its end (" + e.getMessage() + ")");
        } catch (IOException e) {
            delete(beside);
            throw new KeepException(
                    "The backup could not be unpacked: " + e.getMessage() + ". Nothing was restored.", e);
        } catch (RuntimeException e) {
            delete(beside);
            throw e;
        }
    }

    private static void refuseWhatIsThere(DistrictHome target) throws IOException {
        try (Stream<Path> there = Files.list(target.root())) {
            if (there.anyMatch(path -> !BESIDE.equals(String.valueOf(path.getFileName())))) {
                throw new KeepException(
                        target.root() + " is not empty, and nothing there is replaced. Name a folder that"
                                + " is empty or does not exist.");
            }
        }
    }

    private static Contents unpack(ZipInputStream zip, Path into) throws IOException {
        Map<String, Digests.Copied> found = new HashMap<>();
        Contents contents = null;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(Contents.NAME)) {
                contents = contents(zip.readAllBytes());
                continue;
            }
            Path file = into.resolve(entry.getName()).normalize();
            if (!file.startsWith(into) || file.equals(into) || found.containsKey(entry.getName())) {
                throw damaged("it holds a file with a name that no backup has");
            }
            Files.createDirectories(file.resolveSibling(""));
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER)) {
                found.put(entry.getName(), Digests.copy(zip, out));
            }
        }
        if (contents == null) {
            throw damaged("it was cut off, or is no backup");
        }
        prove(contents, found);
        dress(contents, into);
        return contents;
    }

    private static Contents contents(byte[] json) {
        try {
            var node = JSON.readTree(json);
            if (node.path("format").asInt(0) > Contents.FORMAT) {
                throw new KeepException(
                        "The backup was made by a later release of Yearbook. Use that release or a later"
                                + " one. Nothing was restored.");
            }
            Contents contents = JSON.treeToValue(node, Contents.class);
            HomeFormat.refuseLater(contents.homeFormat(), "The home in the backup");
            return contents;
        } catch (JacksonException e) {
            throw damaged("its list of files cannot be read");
        }
    }

    private static void prove(Contents contents, Map<String, Digests.Copied> found) {
        Set<String> unlisted = new HashSet<>(found.keySet());
        for (Contents.Kept kept : contents.files()) {
            unlisted.remove(kept.name());
            if (!new Digests.Copied(kept.bytes(), kept.sha256()).equals(found.get(kept.name()))) {
                throw damaged(kept.name() + " is not as it was");
            }
        }
        if (!unlisted.isEmpty()) {
            throw damaged(unlisted.iterator().next() + " is not on its list");
        }
    }

    /** Folders that were empty, and who may read what. */
    private static void dress(Contents contents, Path into) throws IOException {
        if (!Files.getFileStore(into).supportsFileAttributeView("posix")) {
            for (String folder : contents.folders().keySet()) {
                Files.createDirectories(into.resolve(folder));
            }
            return;
        }
        for (Contents.Kept kept : contents.files()) {
            if (!kept.rights().isEmpty()) {
                Files.setPosixFilePermissions(
                        into.resolve(kept.name()), PosixFilePermissions.fromString(kept.rights()));
            }
        }
        // Deepest first: a folder that nobody may write into is closed last.
        for (Map.Entry<String, String> folder : contents.folders().entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .toList()) {
            Path made = Files.createDirectories(into.resolve(folder.getKey()));
            if (!folder.getValue().isEmpty() && !folder.getKey().isEmpty()) {
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(folder.getValue()));
            }
        }
    }

    /** {@return the home while it is beside its place} */
    public DistrictHome beside() {
        return new DistrictHome(beside);
    }

    /** {@return where the home was when the backup was made} */
    public Path former() {
        return Path.of(contents.home());
    }

    /** {@return the day of its numbers; empty before the first night} */
    public String asOf() {
        return contents.asOf();
    }

    /** {@return how many files it has} */
    public int files() {
        return contents.files().size();
    }

    /** Moves the home to its place. */
    public void finish() {
        try {
            for (Path file : contentsOf(beside)) {
                DurableFile.force(file);
            }
            String rights = contents.folders().getOrDefault("", "");
            if (!rights.isEmpty() && Files.getFileStore(beside).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(target.root(), PosixFilePermissions.fromString(rights));
            }
            try (Stream<Path> inside = Files.list(beside)) {
                for (Path path : inside.sorted(Comparator.comparing(path -> path.endsWith(SETTINGS)))
                        .toList()) {
                    Files.move(path, target.root().resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
            Files.delete(beside);
            DurableFile.force(target.root());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The home could not be moved to its place; empty " + target.root() + " and restore again", e);
        }
    }

    /** Leaves nothing behind. */
    public void abandon() {
        delete(beside);
    }

    private static List<Path> contentsOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            for (Path path : contentsOf(folder).stream()
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be removed; remove it by hand", e);
        }
    }

    private static KeepException damaged(String how) {
        return new KeepException("The backup is damaged: " + how + ". Nothing was restored; take another one.");
    }
}
