package org.yearbook.warehouse.home;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files and folders for their owner alone, from the moment in which they are made. Windows has no such rights: there
 * they have those of the folder that they lie in, and the home has to lie in one of the service's own.
 */
public final class OwnerOnly {

    private static final boolean RIGHTS =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /** {@return what a new file is made with} */
    public static FileAttribute<?>[] file() {
        return rights("rw-------");
    }

    /** {@return what a new folder is made with} */
    public static FileAttribute<?>[] folder() {
        return rights("rwx------");
    }

    /** {@return what is made with these rights, such as {@code rw-r-----}} */
    public static FileAttribute<?>[] rights(String rights) {
        return RIGHTS
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    /** Gives a file or folder that is there these rights. */
    public static void set(Path path, String rights) throws IOException {
        if (RIGHTS) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    /** Takes rights to a file that is there from everybody but its owner. */
    public static void set(Path file) throws IOException {
        set(file, "rw-------");
    }
}
