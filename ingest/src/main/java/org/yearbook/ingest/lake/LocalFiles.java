package org.yearbook.ingest.lake;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The files of this machine as Hadoop sees them, without starting a {@code chmod} for each one that is written. Where
 * Hadoop's native library is missing, as it is here, it does so, and a night writes thousands of files. What is written
 * is on the disk when it is closed: Iceberg gives a file its name then, and a power cut must not leave an empty one.
 */
final class LocalFiles extends LocalFileSystem {

    LocalFiles() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {

        @Override
        protected OutputStream createOutputStreamWithMode(Path path, boolean append, FsPermission permission)
                throws IOException {
            OutputStream file = super.createOutputStreamWithMode(path, append, permission);
            // Hadoop does without the sums that it keeps beside a file, when they are lost.
            return path.getName().endsWith(".crc") ? file : new Forced(file);
        }

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            var view = Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
            if (view == null) {
                // Windows, where Hadoop would start a program that is not there: a file has the rights of its folder.
                return;
            }
            if (permission.getStickyBit()) {
                super.setPermission(path, permission);
            } else {
                view.setPermissions(permissions(permission));
            }
        }

        /** As Hadoop does it, which asks a native library of its own on Windows whether a folder may be read. */
        @Override
        public FileStatus[] listStatus(Path path) throws IOException {
            FileStatus itself = getFileStatus(path);
            if (!itself.isDirectory()) {
                return new FileStatus[] {itself};
            }
            var all = new ArrayList<FileStatus>();
            try (var names = Files.newDirectoryStream(pathToFile(path).toPath())) {
                for (var name : names) {
                    try {
                        all.add(getFileStatus(
                                new Path(path, new Path(null, null, String.valueOf(name.getFileName())))));
                    } catch (FileNotFoundException e) {
                        // Deleted meanwhile.
                    }
                }
            }
            return all.toArray(FileStatus[]::new);
        }
    }

    private static final class Forced extends FilterOutputStream {

        Forced(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (out instanceof Syncable file) {
                file.hsync();
            }
            super.close();
        }
    }

    private static Set<PosixFilePermission> permissions(FsPermission permission) {
        Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
        add(all, permission.getUserAction(), FsAction.READ, PosixFilePermission.OWNER_READ);
        add(all, permission.getUserAction(), FsAction.WRITE, PosixFilePermission.OWNER_WRITE);
        add(all, permission.getUserAction(), FsAction.EXECUTE, PosixFilePermission.OWNER_EXECUTE);
        add(all, permission.getGroupAction(), FsAction.READ, PosixFilePermission.GROUP_READ);
        add(all, permission.getGroupAction(), FsAction.WRITE, PosixFilePermission.GROUP_WRITE);
        add(all, permission.getGroupAction(), FsAction.EXECUTE, PosixFilePermission.GROUP_EXECUTE);
        add(all, permission.getOtherAction(), FsAction.READ, PosixFilePermission.OTHERS_READ);
        add(all, permission.getOtherAction(), FsAction.WRITE, PosixFilePermission.OTHERS_WRITE);
        add(all, permission.getOtherAction(), FsAction.EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
        return all;
    }

    private static void add(
            Set<PosixFilePermission> all, FsAction allowed, FsAction action, PosixFilePermission permission) {
        if (allowed.implies(action)) {
            all.add(permission);
        }
    }
}
