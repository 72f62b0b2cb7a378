package org.yearbook.ingest.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Soils delivered files as no simulator would: a field of one row in thirty, in small files of one in four, becomes
 * blank, another row's, another column's, shouted, misspelled or another date. Keys only become blank, so that both
 * computations know which of two rows is meant.
 */
final class RandomDirt {

    private static final Set<String> SOILED = Set.of("users.csv", "demographics.csv", "enrollments.csv");
    private static final Set<String> KEYS = Set.of(
            "sourcedId",
            "student_number",
            "contact_id",
            "kind",
            "school_number",
            "entry_date",
            "attendance_date",
            "employee_id",
            "position_id",
            "begin_date",
            "incident_id",
            "application_id",
            "SamAccountName",
            "attendance_code",
            "calendar_date");
    private static final Set<String> LEFT_ALONE = Set.of("sourcedId", "orgSourcedIds", "agentSourcedIds", "in_session");

    private final Random random;

    RandomDirt(long seed) {
        this.random = new Random(seed);
    }

    void soil(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".zip")) {
                    zip(file);
                } else if (!name.startsWith("sis-calendar") && !name.startsWith("sis-attendance-codes")) {
                    Files.writeString(file, soiled(Files.readString(file)));
                }
            }
        }
    }

    private void zip(Path file) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                members.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                out.putNextEntry(new ZipEntry(member.getKey()));
                String text = member.getValue();
                out.write((SOILED.contains(member.getKey()) ? soiled(text) : text).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String soiled(String csv) {
        List<String> lines = new ArrayList<>(csv.lines().toList());
        List<String> header = List.of(lines.get(0).split(",", -1));
        for (int at = 1; at < lines.size(); at++) {
            String[] fields = lines.get(at).split(",", -1);
            if (random.nextInt(lines.size() < 3_000 ? 4 : 30) == 0
                    && fields.length == header.size()
                    && lines.get(at).indexOf('"') < 0) {
                int column = random.nextInt(fields.length);
                String other = lines.get(1 + random.nextInt(lines.size() - 1));
                fields[column] = soiled(header.get(column), fields, column, other.split(",", -1));
                lines.set(at, String.join(",", fields));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private String soiled(String name, String[] fields, int column, String[] other) {
        String field = fields[column];
        if (LEFT_ALONE.contains(name)) {
            return field;
        }
        if (KEYS.contains(name)) {
            boolean entry = name.equals("entry_date") && random.nextBoolean();
            return entry ? date() : random.nextInt(4) == 0 ? "" : field;
        }
        return switch (random.nextInt(7)) {
            case 0 -> "";
            case 1 ->
                other.length == fields.length && Arrays.stream(other).noneMatch(text -> text.contains("\""))
                        ? other[column]
                        : "";
            case 2 -> fields[random.nextInt(fields.length)];
            case 3 -> field.toUpperCase(Locale.ROOT);
            case 4 -> field + "x";
            case 5 -> date();
            default -> Integer.toString(random.nextInt(400) - 50);
        };
    }

    /** Some of them do not exist. */
    private String date() {
        return "20" + (10 + random.nextInt(30)) + "-0" + (1 + random.nextInt(9)) + "-" + (10 + random.nextInt(22));
    }
}
