package org.yearbook.ingest.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
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
    void aFolderIsListedAsHadoopItselfWould() throws IOException {
        Files.createDirectories(folder.resolve("table=a b"));
        Files.writeString(folder.resolve("año:1.parquet"), "x");
        Files.writeString(folder.resolve(".hidden"), "");
        assertThat(listed(new LocalFiles(), folder)).hasSize(3).isEqualTo(listed(new LocalFileSystem(), folder));
        assertThat(listed(new LocalFiles(), folder.resolve(".hidden")))
                .hasSize(1)
                .isEqualTo(listed(new LocalFileSystem(), folder.resolve(".hidden")));
        assertThatThrownBy(() -> listed(new LocalFiles(), folder.resolve("missing")))
                .isInstanceOf(FileNotFoundException.class);
    }

    private static Set<String> listed(FileSystem files, Path place) throws IOException {
        files.initialize(URI.create("file:///"), new Configuration());
        return Arrays.stream(files.listStatus(new org.apache.hadoop.fs.Path(place.toUri())))
                .map(status -> status.getPath() + " " + status.isDirectory() + " " + status.getLen())
                .collect(Collectors.toSet());
    }

    @Test
    void theLakeUsesThem() throws IOException {
        try (FileSystem made = FileSystem.newInstance(URI.create("file:///"), Lake.files())) {
            assertThat(made).isInstanceOf(LocalFiles.class);
        }
    }
}
