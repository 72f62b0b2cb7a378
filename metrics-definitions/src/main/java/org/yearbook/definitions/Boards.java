package org.yearbook.definitions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which metrics stand on which board: those of this release, or a district's own, which replace them whole. */
public final class Boards {

    /** Where they stand, among the definitions. */
    public static final String FILE = "boards.yaml";

    private final List<Board> boards;

    private Boards(List<Board> boards) {
        this.boards = List.copyOf(boards);
    }

    /** {@return the boards of this release, which name every metric of it} */
    public static Boards shipped() {
        Set<String> metrics =
                Definitions.shipped().metrics().stream().map(Metric::id).collect(Collectors.toSet());
        return read(
                "definitions/" + FILE, String.valueOf(DefinitionFiles.shipped().text(FILE)), metrics);
    }

    /**
     * {@return the boards of a district: its own, where its folder of definitions has some}
     *
     * @throws DefinitionException that names every fault of its own
     */
    public static Boards load(Path folder) {
        if (!Files.isRegularFile(folder.resolve(FILE))) {
            return shipped();
        }
        Set<String> metrics =
                Definitions.readWith(folder).metrics().stream().map(Metric::id).collect(Collectors.toSet());
        return read(
                folder.getFileName() + "/" + FILE,
                String.valueOf(DefinitionFiles.in(folder).text(FILE)),
                metrics);
    }

    static Boards read(String file, String text, Collection<String> metrics) {
        List<Fault> faults = new ArrayList<>();
        List<Board> boards = BoardFile.read(file, text, metrics, faults);
        if (!faults.isEmpty()) {
            throw new DefinitionException(faults);
        }
        return new Boards(boards);
    }

    /** {@return the boards, in the order in which they are shown} */
    public List<Board> all() {
        return boards;
    }

    public Optional<Board> find(String id) {
        return boards.stream().filter(board -> board.id().equals(id)).findFirst();
    }

    /** {@return the boards that a metric stands on: those that name it, else that of its area, if there is one} */
    public List<Board> of(String metric, Metric.Area area) {
        List<Board> naming = boards.stream()
                .filter(board -> board.metrics().contains(metric))
                .toList();
        return naming.isEmpty()
                ? boards.stream().filter(board -> board.areas().contains(area)).toList()
                : naming;
    }
}
