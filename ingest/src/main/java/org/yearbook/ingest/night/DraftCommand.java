package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.draft.Draft;
import org.yearbook.ingest.land.Glance;
import org.yearbook.ingest.land.NoTable;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.home.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook sources draft}: a first contract for a file that none knows yet. */
@Command(
        name = "draft",
        mixinStandardHelpOptions = true,
        description = "Drafts a contract for a table that none knows yet, after the one that it is most like.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the draft lies in the contracts of the home",
            "1:the file is no table, or nothing is like it",
            "2:a setting or an option is wrong, or the contract exists already"
        })
final class DraftCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @Mixin
    private final HomeOption option = new HomeOption();

    @Option(
            names = "--like",
            paramLabel = "WHAT",
            description = "what a row is: an entity, or the id of the contract to begin with")
    private String like = "";

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "the contract's id; made of the file's name otherwise. That of a shipped one takes its place")
    private String id = "";

    @Option(names = "--source", paramLabel = "SYSTEM", description = "the system that the file comes from")
    private String source = "";

    @Parameters(paramLabel = "FILE", description = "a text table with its column names, or an Excel workbook")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return draft(option.open());
        } catch (HomeException | ContractException e) {
            err.println(e.getMessage());
            return USAGE;
        } catch (NoTable e) {
            err.println(e.getMessage() + " " + e.whatToDo());
            return FAILED;
        } catch (Draft.NothingLikeIt e) {
            err.println(e.getMessage());
            return like.isEmpty() ? FAILED : USAGE;
        }
    }

    private int draft(DistrictHome home) throws IOException, NoTable, Draft.NothingLikeIt {
        if (!Files.isRegularFile(file)) {
            throw new HomeException("There is no file " + file + ".");
        }
        if (!id.isEmpty() && !Contract.mayBeId(id)) {
            throw new HomeException("--id must be small letters, digits and hyphens, like our-students.");
        }
        Contracts contracts = Contracts.load(home.contracts());
        String name = String.valueOf(file.getFileName());
        Draft draft = Draft.of(name, Glance.at(file), contracts, new Draft.Wish(like, id, source));
        refuseASecond(contracts, draft, name);
        Path written = home.contracts().resolve(draft.fileName());
        write(written, draft.yaml());
        PrintWriter out = spec.commandLine().getOut();
        draft.summary().forEach(out::println);
        out.println();
        out.println("The draft is in " + written + ". Look it through, then: yearbook sources check --home "
                + ShellWord.of(option.folder()) + " " + ShellWord.of(file));
        return 0;
    }

    /** Two contracts of one id cannot be, and two that make the same of the same file would count its rows twice. */
    private void refuseASecond(Contracts contracts, Draft draft, String name) {
        if (contracts.find(draft.id()).isPresent()
                && !(contracts.shipped(draft.id()) && draft.id().equals(id))) {
            throw new HomeException("There is a contract '" + draft.id() + "' already; give the new one another --id"
                    + (contracts.shipped(draft.id()) ? ", or this one, to take its place." : "."));
        }
        contracts.namedAlike(name).stream()
                .filter(other -> !other.id().equals(draft.id()))
                .filter(other -> other.entity().equals(draft.entity()))
                .findFirst()
                .ifPresent(other -> {
                    throw new HomeException("Files of that name are known to contract '" + other.id()
                            + "' already, which makes the same of them: "
                            + (contracts.shipped(other.id())
                                    ? "give the draft that --id, and it takes its place."
                                    : "correct that one."));
                });
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new HomeException(file + " exists already; give the draft another --id.");
        }
    }
}
