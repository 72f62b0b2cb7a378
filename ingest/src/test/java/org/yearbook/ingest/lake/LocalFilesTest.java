package org.yearbook.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFilesTest {

    @TempDir
    Path folder;

    private Path made(FileSystem files, String name, String octal) throws IOException {
        Path file = folder.resolve(name);
        files.initialize(URI.create("file:///"), new Configuration());
        FileSystem.create(files, new org.apache.hadoop.fs.Path(file.toUri()), new FsPermission(octal))
                .close();
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"600", "640", "644", "755", "777"})
    void aFileMayBeReadByThoseWhomHadoopItselfWouldLet(String octal) throws IOException {
        Path here = made(new LocalFiles(), "here", octal);
        Path hadoop = made(new LocalFileSystem(), "hadoop", octal);
        assertThat(Files.getPosixFilePermissions(here)).isNotEmpty().isEqualTo(Files.getPosixFilePermissions(hadoop));
    }

    @Test
    void theLakeUsesThem() throws IOException {
        try (FileSystem made = FileSystem.newInstance(URI.create("file:///"), Lake.files())) {
            assertThat(made).isInstanceOf(LocalFiles.class);
        }
    }
}
