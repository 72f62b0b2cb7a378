package org.yearbook.warehouse.home;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One folder that holds a district: its settings, what it delivered, the lake, the publications and the server's state.
 *
 * @param root the folder, absolute
 */
public record DistrictHome(Path root) {

    /** What DuckDB, its driver and the lake take for something else in the name of a file. */
    private static final String UNFIT = File.separatorChar == '/' ? ";?\\" : ";?";

    public DistrictHome {
        root = root.toAbsolutePath().normalize();
    }

    /** {@return a home that is made or filled at {@code root}; refused where DuckDB cannot open a file} */
    public static DistrictHome at(Path root) {
        var home = new DistrictHome(root);
        UNFIT.chars()
                .filter(unfit -> home.root().toString().indexOf(unfit) >= 0)
                .findFirst()
                .ifPresent(unfit -> {
                    throw new HomeException("The path of a home may not have a '" + (char) unfit
                            + "', because the engines take that for something else: " + home.root()
                            + ". Choose another folder, or give this one another name.");
                });
        return home;
    }

    /**
     * {@return the home at {@code root}; refused when there is no {@code district.yaml} in it, when a later release
     * wrote it, or where DuckDB cannot open a file}
     */
    public static DistrictHome open(Path root) {
        var home = at(root);
        if (!Files.isRegularFile(home.settings())) {
            throw new HomeException("There is no district.yaml in " + home.root()
                    + ". Make a new home with: yearbook init " + ShellWord.of(root));
        }
        HomeFormat.refuseLater(home);
        return home;
    }

    public Path settings() {
        return root.resolve("district.yaml");
    }

    /** Where deliveries are dropped; a night moves nothing that it could not take. */
    public Path inbox() {
        return root.resolve("inbox");
    }

    /** Every row as delivered, immutable. */
    public Path landing() {
        return root.resolve("landing");
    }

    /** The Iceberg tables. */
    public Path lake() {
        return root.resolve("lake");
    }

    /** One folder a night: its log of steps, work files while it runs, and what it committed. */
    public Path runs() {
        return root.resolve("runs");
    }

    public Path publications() {
        return root.resolve("publications");
    }

    /** What the last night made and the next one may use again; without it, everything is made anew. */
    public Path kept() {
        return root.resolve("kept");
    }

    /** What the systems of a district delivered that does not exist; only a demonstration has it. */
    public Path simulated() {
        return root.resolve("simulated");
    }

    /** What was released to the public so far; without it nobody knows what a new number gives away. */
    public Path releases() {
        return root.resolve("releases");
    }

    /** The publications once more, as Parquet files, for the audiences that the district names. */
    public Path parquet() {
        return root.resolve("parquet");
    }

    public Path exports() {
        return root.resolve("exports");
    }

    /** The server's own database, and keys that must never leave the home. */
    public Path state() {
        return root.resolve("state");
    }

    /** The district's own metric definitions, which override the shipped ones. */
    public Path metrics() {
        return root.resolve("metrics");
    }

    /** What people decided, for the nights to follow; kept by hand or by the server. */
    public Path decisions() {
        return root.resolve("decisions");
    }

    /** The district's own source contracts, which override the shipped ones. */
    public Path contracts() {
        return root.resolve("contracts");
    }

    /** The district's own codes, which change the shipped ones from a school year on. */
    public Path codeSets() {
        return root.resolve("code-sets");
    }

    /** What federal files say of the district that no system delivers: its directory, and what its jobs are. */
    public Path federal() {
        return root.resolve("federal");
    }

    /** Descriptions of files in layouts of the state's own, one a file. */
    public Path stateFiles() {
        return root.resolve("state-files");
    }

    /** The district's own cut scores: from which score on a student has reached which level of a test. */
    public Path cutScores() {
        return root.resolve("cut-scores");
    }

    /** One folder for each school year: how it was opened, and, once it is closed, what was frozen. */
    public Path years() {
        return root.resolve("years");
    }

    /** What the quality report keeps: the score of every night, and the district's own steps to mend things. */
    public Path quality() {
        return root.resolve("quality");
    }
}
