package org.yearbook.ingest.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.simulate.PupilYear.Entry;
import org.yearbook.ingest.simulate.PupilYear.Exit;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/**
 * Every student of one school year in a few bytes each, so that a million fit: who, where, and what each school day was
 * like.
 */
final class YearRoster {

    private static final Entry[] ENTRIES = Entry.values();
    private static final Exit[] EXITS = Exit.values();
    private static final int PER_STINT = 4;

    private final SchoolCalendar calendar;
    private final int bytesPerRow;
    private int size;
    private int[] codes;
    private short[] kindergartens;
    private byte[] grades;
    private short[] zones;
    private boolean[] planted;
    /** Two stints a row: school (or -1), entry, exit, how it begins and ends in one number. */
    private short[] stints;

    private byte[] days;

    YearRoster(SchoolCalendar calendar, int expected) {
        this.calendar = calendar;
        this.bytesPerRow = (calendar.length() + 1) / 2;
        codes = new int[expected];
        kindergartens = new short[expected];
        grades = new byte[expected];
        zones = new short[expected];
        planted = new boolean[expected];
        stints = new short[expected * 2 * PER_STINT];
        days = new byte[0];
    }

    SchoolCalendar calendar() {
        return calendar;
    }

    int size() {
        return size;
    }

    int code(int row) {
        return codes[row];
    }

    void add(PupilYear pupil) {
        if (size == codes.length) {
            grow();
        }
        codes[size] = pupil.code();
        kindergartens[size] = (short) pupil.kindergarten();
        grades[size] = (byte) pupil.grade();
        zones[size] = (short) pupil.zone();
        planted[size] = pupil.planted();
        put(size * 2, pupil.first());
        put(size * 2 + 1, pupil.second());
        size++;
    }

    PupilYear get(int row) {
        Stint first = stint(row * 2);
        if (first == null) {
            throw new IllegalStateException("row " + row + " has no first stint");
        }
        return new PupilYear(
                row, codes[row], kindergartens[row], grades[row], zones[row], planted[row], first, stint(row * 2 + 1));
    }

    /** {@return the school a student belongs to on a school day; -1 = none} */
    int schoolOn(int row, int day) {
        for (int at = row * 2 * PER_STINT; at < (row + 1) * 2 * PER_STINT; at += PER_STINT) {
            if (stints[at] >= 0 && day >= stints[at + 1] && day <= stints[at + 2]) {
                return stints[at];
            }
        }
        return -1;
    }

    /** Makes room for a mark per student and school day; to be called once all students are in. */
    void openDays() {
        days = new byte[Math.multiplyExact(size, bytesPerRow)];
    }

    /** Keeps a student's marks, one a school day, each below 16. */
    void marks(int row, byte[] marks) {
        int base = row * bytesPerRow;
        for (int day = 0; day < calendar.length(); day += 2) {
            int high = day + 1 < calendar.length() ? marks[day + 1] : 0;
            days[base + day / 2] = (byte) (marks[day] | high << 4);
        }
    }

    /** {@return the mark of a student on a school day; 0 = not a member} */
    int mark(int row, int day) {
        int both = days[row * bytesPerRow + day / 2];
        return (day & 1) == 0 ? both & 15 : both >> 4 & 15;
    }

    // Kept for the life of one object only: an enum's order may change between versions, not within one.
    @SuppressWarnings("EnumOrdinal")
    private void put(int slot, @Nullable Stint stint) {
        int at = slot * PER_STINT;
        if (stint == null) {
            stints[at] = -1;
            return;
        }
        stints[at] = (short) stint.school();
        stints[at + 1] = (short) stint.entry();
        stints[at + 2] = (short) stint.exit();
        stints[at + 3] =
                (short) (stint.how().ordinal() * EXITS.length + stint.end().ordinal());
    }

    private @Nullable Stint stint(int slot) {
        int at = slot * PER_STINT;
        if (stints[at] < 0) {
            return null;
        }
        int codes = stints[at + 3];
        return new Stint(
                stints[at], stints[at + 1], stints[at + 2], ENTRIES[codes / EXITS.length], EXITS[codes % EXITS.length]);
    }

    private void grow() {
        int more = size + size / 8 + 64;
        codes = Arrays.copyOf(codes, more);
        kindergartens = Arrays.copyOf(kindergartens, more);
        grades = Arrays.copyOf(grades, more);
        zones = Arrays.copyOf(zones, more);
        planted = Arrays.copyOf(planted, more);
        stints = Arrays.copyOf(stints, more * 2 * PER_STINT);
    }
}
