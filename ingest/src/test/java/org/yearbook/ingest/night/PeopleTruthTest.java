package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.engine.Duck;

/**
 * Who is who in a simulated district of careful clerks whose directory has lost three employee numbers in ten, and its
 * address half of the time, held against what the simulator knows. The simulator draws names from short lists, so many
 * people share a name: what is a match must be true all the same.
 */
class PeopleTruthTest {

    private static final String MORE_FAULTS = """
              value_missing@account_number:
                what: an account that does not say whose it is
                repairable: false
                moves_metrics: false
                where: {directory-accounts.EmployeeID: 0.3}
              value_missing@account_address:
                what: an account without its address
                repairable: true
                moves_metrics: false
                where: {directory-accounts.mail: 0.5}
              value_missing@user_name:
                what: a roster without user names and addresses
                repairable: true
                moves_metrics: false
                where: {users.username: 0.7, users.email: 0.7}
              name_familiar:
                what: Betsy for Elizabeth
                rule_id: X-06
                repairable: false
                moves_metrics: false
                where: {directory-accounts.GivenName: 0.2}
              employee_rehired:
                what: somebody who left and came back under another number
                rule_id: HR-02
                repairable: true
                moves_metrics: false
                where: {hr-staff: 0.2}
            """;

    @TempDir
    static Path folder;

    private static TestHome home;
    private static Path truth;

    @BeforeAll
    static void oneNight() throws IOException {
        Path simulated = folder.resolve("simulated");
        Simulation.write(
                new SimulationPlan(4000, 2, 11, simulated, profile(), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        truth = simulated.resolve("truth");
        home = new TestHome(folder.resolve("home"));
        home.deliver(simulated.resolve("night-001"));
        assertThat(home.night("2026-06-15")).as(home.said()).isZero();
    }

    private static DirtProfile profile() throws IOException {
        try (var realistic = DirtProfile.class.getResourceAsStream("/simulate/realistic.yaml")) {
            Path file = folder.resolve("people.yaml");
            Files.writeString(file, new String(realistic.readAllBytes(), StandardCharsets.UTF_8) + MORE_FAULTS);
            return DirtProfile.of(file.toString());
        }
    }

    /** Every record that a system has, with the number of the person it really is; null for nobody. */
    private static String known() {
        return """
                with staff as (from read_csv(%s, all_varchar = true)),
                twice as (
                    select dirty_value as number, any_value(clean_value) as first_number
                    from read_csv(%s, all_varchar = true, delim = ',', quote = '"', escape = '"')
                    where kind in ('employee_twice', 'employee_rehired', 'student_twice') group by 1),
                students as (select distinct student_number from read_csv(%s, all_varchar = true)),
                record as (
                    select *, case
                        when entity in ('account', 'account_event')
                        then coalesce(
                            (select 'staff ' || employee_id from staff s where s.account = l.record_number),
                            (select 'student ' || s.student_number from students s
                             where 's' || s.student_number = l.record_number))
                        when record_kind = 'staff'
                        then (select 'staff ' || s.employee_id from staff s
                              where s.employee_id = coalesce((select first_number from twice t where t.number = l.record_number),
                                                             l.record_number))
                        else (select 'student ' || s.student_number from students s
                              where s.student_number = coalesce(
                                  (select regexp_replace(first_number, '\\D', '', 'g') from twice t
                                   where regexp_replace(t.number, '\\D', '', 'g') = l.record_number),
                                  l.record_number)) end as truth
                    from person_link l)
                """.formatted(
                        Duck.literal(truth.resolve("clean").resolve("staff.csv")),
                        Duck.literal(truth.resolve("dirt.csv")),
                        Duck.literal(truth.resolve("clean").resolve("students.csv")));
    }

    @Test
    void everyMatchIsTrue() {
        assertThat(home.ask(known() + """
                        select a.source, a.record_number, a.rule_id, a.evidence, a.truth, b.truth as other
                        from record a join record b on b.person_number = a.person_number
                        where a.truth is distinct from b.truth or a.truth is null limit 20""").stream().map(Object::toString).collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(home.number("select count(*) from person_link where band = 'match'"))
                .isGreaterThan(10_000);
        assertThat(home.number("select count(*) from person_link where rule_id like 'EV-01%'"))
                .isGreaterThan(5);
    }

    @Test
    void nearlyEveryAccountWithoutANumberIsRecognizedAndNoOtherIsLostSilently() {
        String unnumbered = known() + """
                select count(*)%s from record r join dim_account a on a.account_name = r.record_number
                where r.entity = 'account' and a.employee_id is null and r.truth is not null""";
        long all = home.number(unnumbered.formatted(""));
        long found = home.number(unnumbered.formatted(" filter (where r.band = 'match')"));
        long asked = home.number(unnumbered.formatted(" filter (where r.band = 'review')"));
        assertThat(all).isGreaterThan(100);
        assertThat(100 * found / all).as("percent of %d recognized", all).isGreaterThanOrEqualTo(90);
        assertThat(100 * (found + asked) / all)
                .as("percent of %d recognized or asked about", all)
                .isGreaterThanOrEqualTo(98);
    }

    @Test
    void whoeverStandsTwiceIsOnePersonOrAQuestion() {
        String twice = known() + """
                select count(*) from record r
                where r.truth is not null and r.entity in ('staff', 'roster_user')
                      and r.record_kind || ' ' || r.record_number <> r.truth %s""";
        long all = home.number(twice.formatted(""));
        long known = home.number(twice.formatted("""
                and (r.person_number = replace(r.truth, ' ', '-')
                      or r.record_number in (select left_number from person_candidate
                                             union select right_number from person_candidate))"""));
        assertThat(all).isGreaterThan(20);
        assertThat(known).isEqualTo(all);
    }

    @Test
    void whatNobodyIsStaysNobodys() {
        assertThat(home.number(known() + "select count(*) from record where truth is null and band = 'match'"))
                .isZero();
        assertThat(home.number(known() + "select count(*) from record where truth is null"))
                .isPositive();
    }

    @Test
    void accountRemovalCountsTheRecognizedAccountsToo() {
        String exits = "select count(distinct staff_key) from agg_staff_exit where organization_type = 'district'";
        long stated = home.number(
                exits + " and staff_key in (select staff_key from dim_account where employee_id is not null)");
        long counted = home.number(exits);
        assertThat(counted).isGreaterThan(stated);
        assertThat(home.number("""
                        select count(*) from person_link l
                        join dim_account a on a.account_name = l.record_number
                        left join dim_staff s on s.staff_key = a.staff_key
                        where l.entity = 'account' and l.band = 'match'
                              and coalesce(s.employee_id, a.student_number) is distinct from l.number""")).isZero();
    }

    @Test
    void theMetricsOfTheTruthAreMetByWhatTheTruthCanSee() {
        // The truth counts every leaver; the engine those whose account it knows. None of the engine's is wrong.
        assertThat(home.number("""
                        select count(*) from agg_staff_exit e join dim_staff s using (staff_key)
                        left join (from read_csv(%s, all_varchar = true)) t on t.employee_id = s.employee_id
                        where t.separation_date is null or t.separation_date::date <> e.left_on
                              or t.account_disabled_at::date is distinct from e.removed_on""".formatted(Duck.literal(truth.resolve("clean").resolve("staff.csv")))))
                .isZero();
    }
}
