package org.yearbook.ingest.source.oneroster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.ingest.source.oneroster.standard.OneRosterStandard;

class ConformanceTest {

    @TempDir
    Path folder;

    /** A sound bundle of version 1.2 with one school, a teacher, a student and a graded line item. */
    private static Map<String, String> sound() {
        Map<String, String> rows = new TreeMap<>();
        rows.put(
                "academicSessions",
                "y,,,Year,schoolYear,2025-08-01,2026-06-01,,2026\nt,,,Fall,term,2025-08-01,2025-12-20,y,2026");
        rows.put("orgs", "d,,,District,district,,\ns,,,School,school,100,d\nu,,,Other,school,101,d");
        rows.put("courses", "c,,,y,Algebra,ALG,09,s,Math,02052");
        rows.put("classes", "k,,,Algebra 1,09,c,A1,scheduled,12,s,t,Math,02052,\"1,2\"");
        rows.put("users", "p,,,true,ana,,Ana,Roe,,,,,,,,,,,,,s,\nq,,,true,ben,{Fed:12},Ben,Poe,,,,,,,09,,,,,,s,");
        rows.put("roles", "r1,,,p,primary,teacher,,,s,f\nr2,,,q,primary,student,,,s,");
        rows.put("userProfiles", "f,,,p,sso,v,,,password,ana,");
        rows.put("enrollments", "e1,,,k,s,p,teacher,true,,\ne2,,,k,s,q,student,false,2025-08-01,2025-12-21");
        rows.put("demographics", "q,,,2011-02-03,female,false,false,false,false,true,false,false,US,OH,Dayton,");
        rows.put("categories", "g,,,Homework,20");
        rows.put("lineItems", "l,,,Quiz,,2025-09-01,2025-09-08,k,g,t,0,100,s");
        rows.put("results", "x,,,l,q,fully graded,95.5,2025-09-09,,A,k,false,false,false,false");
        rows.put("scoreScales", "z,,,Letter,letter,s,c,k,\"{A:94},{B:84}\"");
        rows.put("lineItemLearningObjectiveIds", "lo,,,l,case,urn:uuid:11111111-1111-1111-1111-111111111111");
        rows.put("lineItemScoreScales", "ls,,,,l,z");
        rows.put("resultLearningObjectiveIds", "ro,,,x,unknown,any,1,");
        rows.put("resultScoreScales", "rs,,,,x,z");
        rows.put("resources", "m,,,v1,Book,\"student,teacher\",primary,,");
        rows.put("classResources", "cr,,,,k,m");
        rows.put("courseResources", "co,,,,c,m");
        rows.put("userResources", "ur,,,q,s,k,m");
        return rows;
    }

    private static Map<String, String> files(Map<String, String> rows) {
        Map<String, String> files = new TreeMap<>();
        rows.forEach((file, text) ->
                files.put(file + ".csv", String.join(",", OneRosterStandard.V1_2.header(file)) + "\n" + text + "\n"));
        files.put(
                "manifest.csv",
                "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n"
                        + OneRosterStandard.V1_2.files().keySet().stream()
                                .map(file -> "file." + file + "," + (rows.containsKey(file) ? "bulk" : "absent") + "\n")
                                .collect(Collectors.joining()));
        return files;
    }

    private Verdict judged(Map<String, String> files) throws IOException {
        Path zip = folder.resolve("bundle.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Conformance.of(zip);
    }

    @Test
    void aSoundBundleConforms() throws IOException {
        Verdict verdict = judged(files(sound()));
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.rows()).hasSize(21).containsEntry("orgs.csv", 3L);
    }

    /** One change each: file, what is replaced, by what, and the only code that must come of it. */
    @ParameterizedTest(name = "{3} when {0} has {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "courses;c,,,y;c,,,t;semantic.academic_session_type_mismatch",
                "lineItems;k,g,t,0;k,g,y,0;semantic.academic_session_type_mismatch",
                "classes;scheduled,12,s;scheduled,12,d;semantic.org_type_mismatch semantic.user_resource_class_org_mismatch",
                "users;,,,,,,,s,\\nq;,,,,,,,u,\\nq;semantic.primary_org_missing_role",
                "roles;r2,,,q,primary,student,,,s,;r2,,,q,primary,student,,,s,\\nr3,,,q,primary,aide,,,s,;semantic.multiple_primary_roles_for_user_org",
                "userProfiles;f,,,p;f,,,q;semantic.user_profile_user_mismatch",
                "results;l,q,fully;l,p2,fully;reference.missing_target_record semantic.result_student_not_enrolled",
                "results;95.5;100.5;semantic.score_above_max",
                "results;95.5;-1;semantic.score_below_min",
                "lineItems;0,100;100,0;semantic.invalid_score_range",
                "scoreScales;`\"{A:94},{B:84}\"`;A:94;semantic.invalid_score_scale_mapping",
                "lineItemLearningObjectiveIds;urn:uuid:1;urn:uid:1;semantic.invalid_case_learning_objective_id",
                "resources;`\"student,teacher\"`;guardian;semantic.resource_role_mismatch",
                "userResources;q,s,k;q,u,k;semantic.user_resource_class_org_mismatch",
                "enrollments;e2,,,k,s,q,student;e2,,,k,s,p,student;semantic.result_student_not_enrolled semantic.user_resource_user_not_enrolled",
                "orgs;s,,,School;s,active,,School;row.field_forbidden_in_bulk",
                "orgs;District,district;District,region;row.invalid_enum",
                "orgs;District,district;District,ext:region;''",
                "orgs;District,district;,district;row.missing_required_value",
                "users;{Fed:12};Fed:12;row.invalid_list",
                "demographics;2011-02-03;2011-02-30;row.invalid_date",
                "demographics;false,true;False,true;row.invalid_boolean",
                "categories;20;20.5;row.invalid_integer",
                "academicSessions;y,2026;y,2025-26;row.invalid_year",
                "classes;`\"1,2\"`;`\"1,,2\"`;row.invalid_list",
                "enrollments;e2,;e1,;reference.duplicate_sourced_id",
                "enrollments;e2,,,k;e2,,,k9;reference.missing_target_record semantic.result_student_not_enrolled semantic.user_resource_user_not_enrolled",
                "courses;Algebra;Al\"gebra;csv.unescaped_quote",
                "courses;Algebra;`\"Al\"gebra`;csv.unexpected_character_after_quote",
                "courses;Algebra;`\"Algebra`;csv.unclosed_quote",
                "courses;Algebra;Alg\\rebra;csv.bare_carriage_return",
                "courses;02052;02052,more;table.row_width_mismatch",
            })
    void eachRuleFindsItsFault(String file, String from, String to, String codes) throws IOException {
        Map<String, String> rows = sound();
        String before = rows.get(file);
        String after = before.replace(unescaped(from), unescaped(to));
        assertThat(after).isNotEqualTo(before);
        rows.put(file, after);
        Verdict verdict = judged(files(rows));
        assertThat(String.join(" ", verdict.codes()))
                .as(verdict.faults().toString())
                .isEqualTo(Arrays.stream(
                                (codes == null ? "" : codes).replace("''", "").split(" "))
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }

    @Test
    void theManifestIsHeldAgainstTheFiles() throws IOException {
        Map<String, String> files = files(sound());
        String manifest = files.get("manifest.csv");
        files.put("notes.txt", "hello");
        files.put(
                "manifest.csv",
                manifest.replace("file.orgs,bulk", "file.orgs,absent")
                                .replace("file.users,bulk", "file.users,some")
                                .replace("file.roles,bulk\n", "")
                                .replace("manifest.version,1.0", "manifest.version,2")
                        + "source.systemName,SIS\ncolor,blue\nfile.results,bulk\n");
        files.remove("resources.csv");
        assertThat(judged(files).codes())
                .contains(
                        "manifest.file_unexpected",
                        "manifest.invalid_file_mode",
                        "manifest.missing_property",
                        "manifest.invalid_manifest_version",
                        "manifest.unknown_property",
                        "manifest.duplicate_property",
                        "manifest.file_missing",
                        "package.unknown_file",
                        "reference.missing_target_file");
    }

    @Test
    void aDeltaNeedsItsLifecycleAndMayPointAtWhatCameBefore() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        rows.put("enrollments", "e9,active,2026-01-02T03:04:05.006Z,elsewhere,there,somebody,student,,,");
        Map<String, String> files = files(rows);
        files.put("manifest.csv", files.get("manifest.csv").replace("bulk", "delta"));
        assertThat(judged(files).faults()).isEmpty();
        files.put("enrollments.csv", files.get("enrollments.csv").replace("active,2026-01-02T03:04:05.006Z", ",today"));
        assertThat(judged(files).codes()).containsExactly("row.field_required_in_delta", "row.invalid_datetime");
    }

    @Test
    void aDamagedZipAndOneWithFoldersAreTold() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.zip"), "PK\u0003\u0004 and no more");
        assertThat(Conformance.of(broken).codes()).containsExactly("zip.invalid_archive");
        Map<String, String> files = files(sound());
        files.put("../evil.csv", "x");
        files.put("nested/users.csv", "x");
        assertThat(judged(files).codes()).containsExactly("zip.entry_nested_path", "zip.entry_path_traversal");
    }

    @Test
    void whatIsTooBrokenToJudgeSaysSoOnce() throws IOException {
        assertThat(judged(Map.of("users.csv", "sourcedId\n")).codes()).containsExactly("package.missing_manifest");
        assertThat(judged(Map.of("manifest.csv", "a,b\n")).codes()).containsExactly("manifest.invalid_header");
        Map<String, String> files = files(sound());
        files.put("users.csv", "");
        assertThat(judged(files).codes()).contains("table.missing_header");
    }

    @Test
    void noMessageHoldsAValueOfTheFile() throws IOException {
        Map<String, String> rows = sound();
        rows.replaceAll((file, text) -> text.replace("2025", "Secretname").replace("true", "Secretname"));
        assertThat(judged(files(rows)).faults())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.message()).doesNotContain("Secretname"));
    }
}
