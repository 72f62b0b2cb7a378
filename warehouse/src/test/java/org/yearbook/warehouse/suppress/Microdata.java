package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A random district of people, and the numbers that its metrics come to. */
final class Microdata {

    static final String DISTRICT = "D";

    private static final List<String> RACES =
            List.of("White", "Hispanic", "Black", "Asian", "Two", "Indian", "Islander");
    private static final int[] WEIGHTS = {45, 25, 15, 7, 5, 2, 1};

    private record Student(
            List<String> schools, String race, String grade, boolean el, boolean foster, int days, int absent) {}

    private record Teacher(String school, boolean same, boolean anywhere) {}

    private final Random random;
    private final List<Student> students = new ArrayList<>();
    private final List<Teacher> teachers = new ArrayList<>();
    private final List<Number> numbers = new ArrayList<>();

    private Microdata(long seed, boolean transfers) {
        random = new Random(seed);
        int schools = 1 + random.nextInt(9);
        for (int school = 0; school < schools; school++) {
            String name = "S" + school;
            int size = random.nextInt(5) == 0 ? 1 + random.nextInt(15) : 20 + random.nextInt(180);
            double misses = 0.02 + random.nextDouble() * 0.25;
            int lowest = random.nextInt(3) * 4;
            for (int i = 0; i < size; i++) {
                int days = random.nextInt(12) == 0 ? 1 + random.nextInt(60) : 120 + random.nextInt(60);
                int absent = (int) Math.min(days, Math.abs(random.nextGaussian()) * misses * days);
                List<String> places = transfers && random.nextInt(15) == 0
                        ? List.of(name, "S" + random.nextInt(schools)).stream()
                                .distinct()
                                .toList()
                        : List.of(name);
                students.add(new Student(
                        places,
                        race(),
                        "G" + (lowest + random.nextInt(5)),
                        random.nextInt(10) == 0,
                        random.nextInt(60) == 0,
                        days,
                        random.nextInt(15) == 0 ? days / 10 : absent));
            }
            for (int i = 0; i < 2 + size / 15; i++) {
                boolean anywhere = random.nextInt(8) > 0;
                teachers.add(
                        new Teacher(random.nextInt(12) == 0 ? "" : name, anywhere && random.nextInt(6) > 0, anywhere));
            }
        }
    }

    /** {@return the numbers of a random district; where {@code transfers}, some students count in two schools} */
    static List<Number> numbers(long seed, boolean transfers) {
        var microdata = new Microdata(seed, transfers);
        microdata.count();
        return microdata.numbers;
    }

    /**
     * {@return the numbers of a random district on nights that follow; {@code share} of its students change between
     * two, and the third night brings a further definition} It differs from the one in force by those who hardly came,
     * all of whom it counts.
     */
    static List<List<Number>> nights(long seed, int nights, double share) {
        var microdata = new Microdata(seed, false);
        var all = new ArrayList<List<Number>>();
        for (int night = 0; night < nights; night++) {
            microdata.numbers.clear();
            microdata.count();
            if (night > 1) {
                microdata.rate(
                        "district",
                        3,
                        "in_force",
                        student -> true,
                        student -> student.days < 10 || student.absent * 10 >= student.days);
            }
            all.add(List.copyOf(microdata.numbers));
            microdata.live(share);
        }
        return all;
    }

    // Some are absent more, some leave, some come.
    private void live(double share) {
        for (Student student : List.copyOf(students)) {
            if (random.nextDouble() < share) {
                int what = random.nextInt(4);
                if (what == 0) {
                    students.remove(student);
                } else if (what == 1) {
                    students.add(new Student(
                            student.schools, race(), student.grade, student.el, student.foster, student.days, 0));
                } else {
                    students.remove(student);
                    students.add(new Student(
                            student.schools,
                            student.race,
                            student.grade,
                            student.el,
                            student.foster,
                            student.days,
                            Math.min(student.days, student.absent + student.days / 8)));
                }
            }
        }
    }

    private String race() {
        int dice = random.nextInt(100);
        int race = 0;
        while (dice >= WEIGHTS[race]) {
            dice -= WEIGHTS[race++];
        }
        return RACES.get(race);
    }

    private void count() {
        rate("district", 2, "in_force", student -> student.days >= 10, student -> student.absent * 10 >= student.days);
        rate("state", 2, "in_force", student -> student.days >= 45, student -> student.absent * 10 >= student.days);
        rate(
                "federal",
                1,
                "in_force",
                student -> student.days >= 10 && !student.grade.equals("G0"),
                student -> student.absent * 10 >= student.days);
        rate("district", 1, "restated", student -> true, student -> student.absent * 10 > student.days);
        Map<List<String>, long[]> enrolled = new TreeMap<>(BY_TEXT);
        students.stream().filter(student -> student.days > 5).forEach(student -> add(enrolled, student, 1, 1));
        enrolled.forEach((cell, sums) -> numbers.add(new Number(
                "enrollment",
                1,
                "district",
                "in_force",
                "2025-26",
                cell.get(0),
                cell.get(1),
                cell.get(2),
                sums[0],
                null,
                sums[0])));
        retention(1, "restated", teacher -> teacher.same);
        retention(2, "in_force", teacher -> teacher.anywhere);
    }

    private void rate(
            String authority, int version, String policy, Predicate<Student> looked, Predicate<Student> counts) {
        Map<List<String>, long[]> sums = new TreeMap<>(BY_TEXT);
        students.stream().filter(looked).forEach(student -> add(sums, student, counts.test(student) ? 1 : 0, 1));
        put("chronic_absence_rate", authority, version, policy, sums);
    }

    private void retention(int version, String policy, Predicate<Teacher> stayed) {
        Map<List<String>, long[]> sums = new TreeMap<>(BY_TEXT);
        for (Teacher teacher : teachers) {
            long hit = stayed.test(teacher) ? 1 : 0;
            add(sums, List.of(DISTRICT, "all", "all"), hit, 1);
            if (!teacher.school.isEmpty()) {
                add(sums, List.of(teacher.school, "all", "all"), hit, 1);
            }
        }
        put("teacher_retention_rate", "district", version, policy, sums);
    }

    private void put(String metric, String authority, int version, String policy, Map<List<String>, long[]> sums) {
        sums.forEach((cell, sum) -> numbers.add(new Number(
                metric,
                version,
                authority,
                policy,
                "2025-26",
                cell.get(0),
                cell.get(1),
                cell.get(2),
                sum[0],
                sum[1],
                sum[1])));
    }

    private static void add(Map<List<String>, long[]> sums, Student student, long hit, long counted) {
        var places = new ArrayList<>(student.schools);
        places.add(DISTRICT);
        for (String place : places) {
            add(sums, List.of(place, "all", "all"), hit, counted);
            add(sums, List.of(place, "race_ethnicity", student.race), hit, counted);
            add(sums, List.of(place, "grade_level", student.grade), hit, counted);
            add(sums, List.of(place, "el", Boolean.toString(student.el)), hit, counted);
            add(sums, List.of(place, "foster", Boolean.toString(student.foster)), hit, counted);
        }
    }

    private static void add(Map<List<String>, long[]> sums, List<String> cell, long hit, long counted) {
        long[] sum = sums.computeIfAbsent(cell, key -> new long[2]);
        sum[0] += hit;
        sum[1] += counted;
    }

    private static final java.util.Comparator<List<String>> BY_TEXT = java.util.Comparator.comparing(Object::toString);

    /** {@return how many teachers of a school or the district stayed} */
    static Number retention(String organization, long stayed, long all) {
        return new Number(
                "teacher_retention_rate",
                1,
                "district",
                "in_force",
                "2025-26",
                organization,
                "all",
                "all",
                stayed,
                all,
                all);
    }
}
