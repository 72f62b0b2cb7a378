package org.yearbook.ingest.lake;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
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
            if (view == null || permission.getStickyBit()) {
                super.setPermission(path, permission);
            } else {
                view.setPermissions(permissions(permission));
            }
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
