package org.yearbook.ingest.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yearbook.definitions.SchoolYear;

/** The apps the district has, what they cost each year, and who uses them how. */
final class Apps {

    static final String[] MONTHS = {"08", "09", "10", "11", "12", "01", "02", "03", "04", "05", "06"};

    /** Months from this place on lie in the second calendar year. */
    private static final int NEW_YEAR = 5;

    private static final Pattern BAR = Pattern.compile(" \\| ");
    private static final Pattern GRADES = Pattern.compile("(-?\\d+)-(\\d+)");

    private final long seed;
    private final List<App> all;
    private final int students;
    private final int staff;

    Apps(long seed, int students) {
        this.seed = seed;
        this.students = students;
        this.staff = Math.max(20, students / 9);
        this.all = read();
    }

    List<App> all() {
        return all;
    }

    /** {@return the price of the year's contract in cents; 0 = there is none} */
    long cents(App app, SchoolYear year) {
        if (app.licenceCents == 0 || year.startYear() < app.firstYear) {
            return 0;
        }
        // Prices rise by about four percent a year, in steps of ten dollars.
        double rise = Math.pow(1.04, year.startYear() - 2018);
        return Math.round(licences(app) * app.licenceCents * rise / 1000) * 1000 + 1000;
    }

    /** {@return the seats of a contract; some are far too many} */
    int licences(App app) {
        int possible = app.staff ? staff : students * (app.to - app.from + 1) / 13;
        double share = app.index % 6 == 3 ? 1 : Math.min(1, app.share * 1.25);
        return Math.max(10, (int) (possible * share) / 10 * 10);
    }

    boolean inUse(App app, SchoolYear year) {
        return year.startYear() >= app.firstYear;
    }

    /**
     * {@return log-ins per month, by {@link #MONTHS}, of one user; all 0 when the app is not used}
     *
     * @param user a number no other user of this kind has
     * @param from first month there is a user
     * @param to last month
     */
    int[] logins(App app, SchoolYear year, long user, int from, int to) {
        int[] months = new int[MONTHS.length];
        var dice = Dice.of(seed, Dice.Purpose.APP_USE, user * 64 + app.index, year.startYear());
        if (!dice.chance(app.share) || from > to) {
            return months;
        }
        if (!dice.chance(app.fidelity)) {
            months[dice.between(from, to)] = 1 + dice.below(3);
            return months;
        }
        double intensity = 1 + 14 * dice.next() * dice.next();
        for (int month = from; month <= to; month++) {
            boolean shortMonth = month == 0 || month == MONTHS.length - 1;
            if (dice.chance(shortMonth ? 0.4 : 0.8)) {
                months[month] = 1 + (int) (intensity * dice.next() * (shortMonth ? 0.4 : 1));
            }
        }
        return months;
    }

    /** {@return the month as data writes it: 2025-09} */
    static String month(SchoolYear year, int month) {
        return (year.startYear() + (month < NEW_YEAR ? 0 : 1)) + "-" + MONTHS[month];
    }

    private List<App> read() {
        var apps = new ArrayList<App>();
        try (InputStream file = Apps.class.getResourceAsStream("/simulate/apps.txt")) {
            if (file == null) {
                throw new IllegalStateException("simulate/apps.txt is missing from the program");
            }
            var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    apps.add(app(apps.size(), BAR.split(line)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(apps);
    }

    private static App app(int index, String[] part) {
        var grades = GRADES.matcher(part[3]);
        boolean forStudents = grades.matches();
        return new App(
                index,
                "APP-" + (101 + index),
                part[0],
                part[1],
                part[2],
                !forStudents,
                forStudents ? Integer.parseInt(grades.group(1)) : 0,
                forStudents ? Integer.parseInt(grades.group(2)) : 0,
                Double.parseDouble(part[4]),
                Double.parseDouble(part[5]),
                part[6],
                part[7],
                Math.round(Double.parseDouble(part[8]) * 100),
                Integer.parseInt(part[9]));
    }

    /**
     * One app.
     *
     * @param staff made for staff, not for students
     * @param share of the people it is made for who use it in a year
     * @param fidelity share of those who come back in another month
     */
    record App(
            int index,
            String id,
            String product,
            String vendor,
            String category,
            boolean staff,
            int from,
            int to,
            double share,
            double fidelity,
            String status,
            String agreement,
            long licenceCents,
            int firstYear) {

        boolean madeFor(int grade) {
            return !staff && grade >= from && grade <= to;
        }
    }
}
