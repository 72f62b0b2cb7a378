package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OwnerOnlyTest {

    @TempDir
    Path folder;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatIsMadeIsForItsOwnerAloneFromTheBeginning() throws IOException {
        assertThat(rights(Files.createFile(folder.resolve("file"), OwnerOnly.file())))
                .isEqualTo("rw-------");
        assertThat(rights(Files.createDirectory(folder.resolve("folder"), OwnerOnly.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsThereIsTakenFromOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        OwnerOnly.set(file, "rw-r--r--");
        OwnerOnly.set(file);
        assertThat(rights(file)).isEqualTo("rw-------");
    }
}
