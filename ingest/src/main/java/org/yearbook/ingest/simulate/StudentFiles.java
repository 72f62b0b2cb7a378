package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.yearbook.ingest.simulate.DirtProfile.Fault.Planted;
import org.yearbook.ingest.simulate.ProgramSpell.Program;

/** What the student information system says of the children themselves: who they are, whom to call, where they live. */
final class StudentFiles {

    static final String[] STUDENTS = {
        "student_number",
        "school_number",
        "state_student_id",
        "family_name",
        "given_name",
        "middle_name",
        "suffix",
        "preferred_given_name",
        "birth_date",
        "sex",
        "race",
        "hispanic_or_latino",
        "home_language",
        "english_learner",
        "special_education",
        "homeless",
        "night_time_residence",
        "lunch_status",
        "lunch_status_until",
        "primary_disability",
        "idea_environment",
        "unaccompanied_youth",
        "directly_certified"
    };
    static final String[] CONTACTS = {
        "student_number",
        "contact_id",
        "family_name",
        "given_name",
        "relationship",
        "phone",
        "email",
        "legal_custody",
        "lives_with",
        "emergency_order"
    };
    static final String[] ADDRESSES = {"student_number", "kind", "street", "city", "state", "zip"};

    private static final String MAIL = "@mail.example";

    /** No place in Massachusetts has these names, and no ZIP code there ends like these. */
    private static final String STATE = "MA";

    private static final int FIRST_ZIP = 1990;
    private static final String[] CITIES = {"Cedar Valley", "Saint Alban", "Fort Harlan"};
    private static final String[] STREETS = {"Alder", "Birch", "Cedar", "Elm", "Maple", "Oak", "Spruce", "Willow"};
    private static final String[] SUFFIXES = {"Ave", "Dr", "Ln", "St"};
    private static final String[] NIGHTS = {"DoubledUp", "DoubledUp", "DoubledUp", "HotelMotel", "Shelters"};

    private final YearView view;
    private final Delivery delivery;

    StudentFiles(YearView view, Delivery delivery) {
        this.view = view;
        this.delivery = delivery;
    }

    void write() throws IOException {
        delivery.write("sis-students", view.year(), STUDENTS, sheet -> each(sheet, this::student));
        delivery.write("sis-contacts", view.year(), CONTACTS, sheet -> each(sheet, this::contacts));
        delivery.write("sis-addresses", view.year(), ADDRESSES, sheet -> each(sheet, this::addresses));
    }

    private void each(Sheet sheet, Part part) throws IOException {
        for (int row = 0; row < view.roster().size(); row++) {
            PupilYear pupil = view.roster().get(row);
            if (view.known(pupil)) {
                part.into(sheet, pupil, view.world().person(pupil));
            }
        }
    }

    private void student(Sheet sheet, PupilYear pupil, Person person) throws IOException {
        int year = view.year().startYear();
        List<ProgramSpell> spells = ProgramSpell.of(view.world().seed(), year, pupil, person);
        var dice = Dice.of(view.world().seed(), Dice.Purpose.FAMILY, pupil.code(), year);
        boolean poor = begun(spells, Program.ECODIS);
        boolean homeless = begun(spells, Program.HOMELESS);
        boolean disabled = begun(spells, Program.SWD);
        String night = dice.pick(NIGHTS);
        String lunch = dice.chance(0.8) ? "Free" : "ReducedPrice";
        sheet.row(
                person.code(),
                Integer.toString(person.number()),
                view.schools().get(view.current(pupil).school()).number(),
                "99" + person.number(),
                person.family(),
                person.given(),
                person.middle(),
                null,
                null,
                person.born().toString(),
                person.girl() ? "female" : "male",
                races(person),
                yes(person.race() == Race.HISPANIC),
                language(person),
                flag(sheet, Planted.EL_STATUS_WRONG, "english_learner", person, spells, Program.EL),
                flag(sheet, Planted.SPED_STATUS_WRONG, "special_education", person, spells, Program.SWD),
                homeless(sheet, person, homeless),
                homeless ? night : null,
                poor ? lunch : "FullPrice",
                poor ? year + 1 + "-09-30" : null,
                disabled ? Federal.disability(view.world().seed(), pupil.code()) : null,
                disabled ? Federal.environment(view.world().seed(), pupil.code()) : null,
                homeless ? yes(Federal.alone(view.world().seed(), pupil)) : null,
                poor ? yes(Federal.certified(view.world().seed(), pupil.code(), lunch)) : null);
    }

    /** Whether a program is open; sometimes, if the profile says so and the programs leave no doubt, the reverse. */
    private String flag(
            Sheet sheet, Planted fault, String column, Person person, List<ProgramSpell> spells, Program program)
            throws IOException {
        boolean open = false;
        boolean doubt = false;
        for (ProgramSpell spell : spells) {
            if (spell.program() == program && spell.begin() <= view.lastDay()) {
                boolean ended = spell.end() >= 0 && spell.end() <= view.lastDay();
                open |= spell.end() < 0 || spell.end() >= view.lastDay();
                doubt |= ended;
            }
        }
        Dirt.Chance chance = sheet.chances().of(fault);
        if (chance != null && !doubt && sheet.chances().strike(chance, person.code()) != null) {
            sheet.plant(chance, column, yes(open), yes(!open));
            return yes(!open);
        }
        return yes(open);
    }

    private static String homeless(Sheet sheet, Person person, boolean homeless) throws IOException {
        Dirt.Chance chance = sheet.chances().of(Planted.HOMELESS_WITHOUT_PROGRAM);
        if (chance != null && !homeless && sheet.chances().strike(chance, person.code()) != null) {
            sheet.plant(chance, "homeless", "N", "Y");
            return "Y";
        }
        return yes(homeless);
    }

    private boolean begun(List<ProgramSpell> spells, Program program) {
        return spells.stream().anyMatch(spell -> spell.program() == program && spell.begin() <= view.lastDay());
    }

    private static String races(Person person) {
        Race race = person.race() == Race.HISPANIC ? person.hispanicRace() : person.race();
        return switch (race) {
            case NATIVE -> "AmericanIndianOrAlaskaNative";
            case ASIAN -> "Asian";
            case BLACK -> "BlackOrAfricanAmerican";
            case PACIFIC -> "NativeHawaiianOrOtherPacificIslander";
            case MULTIPLE -> person.code() % 2 == 0 ? "White,BlackOrAfricanAmerican" : "White,Asian";
            case WHITE, HISPANIC -> "White";
        };
    }

    private static String language(Person person) {
        if (person.learnsEnglishUntil() < 0) {
            return "eng";
        }
        return switch (person.race()) {
            case HISPANIC -> "spa";
            case ASIAN -> person.code() % 2 == 0 ? "vie" : "chi";
            case BLACK -> "som";
            case NATIVE, PACIFIC, WHITE, MULTIPLE -> "ara";
        };
    }

    private void contacts(Sheet sheet, PupilYear pupil, Person person) throws IOException {
        var dice = Dice.of(view.world().seed(), Dice.Purpose.FAMILY, pupil.code());
        contact(sheet, person, 1, "Mother", Names.given(dice, true, person.race()), person.family(), true);
        if (dice.chance(0.7)) {
            contact(sheet, person, 2, "Father", Names.given(dice, false, person.race()), person.family(), true);
        }
        if (dice.chance(0.4)) {
            String family = Names.family(dice, person.race());
            contact(sheet, person, 3, "Grandmother", Names.given(dice, true, person.race()), family, false);
        }
    }

    private static void contact(
            Sheet sheet, Person person, int order, String relationship, String given, String family, boolean custody)
            throws IOException {
        long key = person.code() * 4L + order;
        String mail = Names.plain(given) + "." + Names.plain(family) + person.code() * 4L + order + MAIL;
        Dirt.Chance chance = sheet.chances().of(Planted.GUARDIAN_MAIL_OF_CHILD);
        if (chance != null && sheet.chances().strike(chance, key) != null) {
            sheet.plant(chance, "email", mail, person.mail());
            mail = person.mail();
        }
        sheet.row(
                key,
                Integer.toString(person.number()),
                "C" + person.number() + order,
                family,
                given,
                relationship,
                RosterBundle.phone(person.code() + 31 * (order - 1)),
                mail,
                yes(custody),
                yes(custody),
                Integer.toString(order));
    }

    private void addresses(Sheet sheet, PupilYear pupil, Person person) throws IOException {
        List<ProgramSpell> spells =
                ProgramSpell.of(view.world().seed(), view.year().startYear(), pupil, person);
        var dice = Dice.of(view.world().seed(), Dice.Purpose.FAMILY, pupil.code(), -1L - pupil.zone());
        String street = 1 + dice.below(2400) + " " + dice.pick(STREETS) + " " + dice.pick(SUFFIXES);
        int box = 1 + dice.below(900);
        boolean mailing = dice.chance(0.08);
        // Who has no home of their own gets mail somewhere else.
        if (!begun(spells, Program.HOMELESS)) {
            address(sheet, pupil, person, "residence", street);
        }
        if (mailing) {
            address(sheet, pupil, person, "mailing", "PO Box " + box);
        }
    }

    private static void address(Sheet sheet, PupilYear pupil, Person person, String kind, String street)
            throws IOException {
        int zone = pupil.zone();
        sheet.row(
                person.code() * 2L + (kind.equals("mailing") ? 1 : 0),
                Integer.toString(person.number()),
                kind,
                street,
                CITIES[zone % 10 % CITIES.length],
                STATE,
                String.format(Locale.ROOT, "%05d", FIRST_ZIP + zone % 10));
    }

    private static String yes(boolean value) {
        return value ? "Y" : "N";
    }

    /** What one file says of a student. */
    @FunctionalInterface
    private interface Part {
        void into(Sheet sheet, PupilYear pupil, Person person) throws IOException;
    }
}
