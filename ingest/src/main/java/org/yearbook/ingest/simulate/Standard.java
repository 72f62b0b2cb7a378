package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yearbook.definitions.SchoolYear;

/** From which score on a student has reached which level of the state's test; the state raised it once. */
enum Standard {
    OF_2015("2015 standards", 2015, "2023-24", 75, 162, 246),
    OF_2024("2024 standards", 2024, "", 84, 174, 255);

    /** What results call the test. */
    static final String TEST = "State Summative";

    private static final String[] COLUMNS = {
        "assessment",
        "edition",
        "from_school_year",
        "to_school_year",
        "subject",
        "grade_level",
        "level",
        "level_name",
        "lowest_score",
        "proficient",
        "authority",
        "source"
    };
    private static final int PROFICIENT = 3;

    private final String text;
    private final int from;
    private final String to;
    private final int second;
    private final int third;
    private final int fourth;

    Standard(String text, int from, String to, int second, int third, int fourth) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /** {@return the one in force in a school year} */
    static Standard of(SchoolYear year) {
        return year.startYear() < OF_2024.from ? OF_2015 : OF_2024;
    }

    static boolean tests(int grade) {
        return (grade >= 3 && grade <= 8) || grade == 11;
    }

    /** {@return the score from which the scale of a grade is counted} */
    static int base(int grade) {
        return 2300 + 25 * grade;
    }

    /** {@return 1 to 4} */
    int level(int grade, int score) {
        int above = score - base(grade);
        return above >= fourth ? 4 : above >= third ? 3 : above >= second ? 2 : 1;
    }

    boolean proficient(int grade, int score) {
        return level(grade, score) >= PROFICIENT;
    }

    /** Writes what people of the district keep of it in the folder {@code cut-scores} of their home. */
    static void write(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("cut-scores"));
        try (var csv = new Csv(Files.newOutputStream(folder.resolve("state-summative.csv")), COLUMNS)) {
            for (Standard standard : values()) {
                for (String subject : new String[] {"ELA", "Mathematics"}) {
                    for (int grade = 3; grade <= 11; grade++) {
                        if (tests(grade)) {
                            standard.write(csv, subject, grade);
                        }
                    }
                }
            }
        }
    }

    private void write(Csv csv, String subject, int grade) throws IOException {
        int[] cuts = {second, third, fourth};
        for (int level = 1; level <= cuts.length + 1; level++) {
            csv.text(TEST)
                    .text(text)
                    .text(new SchoolYear(from).toString())
                    .text(to)
                    .text(subject)
                    .text(PupilYear.gradeCode(grade))
                    .number(level)
                    .text("")
                    .text(level == 1 ? "" : Integer.toString(base(grade) + cuts[level - 2]))
                    .text(level >= PROFICIENT ? "yes" : "no")
                    .text("State Board of Education")
                    .text("Simulated")
                    .end();
        }
    }
}
