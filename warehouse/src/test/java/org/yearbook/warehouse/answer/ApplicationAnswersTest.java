package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.ApplicationAnswers.Agreement;
import org.yearbook.warehouse.answer.ApplicationAnswers.App;
import org.yearbook.warehouse.answer.ApplicationAnswers.Licence;
import org.yearbook.warehouse.answer.ApplicationAnswers.Unapproved;
import org.yearbook.warehouse.answer.ApplicationAnswers.Unknown;

/** Hand-made applications and contracts (sample-technology.sql), edge by edge, and the same counted otherwise. */
class ApplicationAnswersTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 5, 15);
    private static final RecordScope TECHNOLOGY =
            new RecordScope(new Scope.District(), EnumSet.of(RecordClass.TECHNOLOGY));

    @TempDir
    Path folder;

    private SamplePublication sample;
    private Editions editions;

    @BeforeEach
    void publish() {
        sample = SamplePublication.in(folder);
        editions = new Editions(sample.home(), 10, 2);
    }

    @AfterEach
    void close() {
        editions.close();
    }

    private <T> T ask(RecordScope scope, Function<ApplicationAnswers, T> question) {
        return editions.ask(answers -> question.apply(answers.applications(scope)));
    }

    private List<Unapproved> unapproved(RecordScope scope) {
        return ask(scope, applications -> applications.toReview(NIGHT));
    }

    private List<Agreement> agreements(RecordScope scope, LocalDate on) {
        return ask(scope, applications -> applications.agreements(on));
    }

    private List<Licence> licences(RecordScope scope, LocalDate on) {
        return ask(scope, applications -> applications.licences(on));
    }

    private Licence licence(String id) {
        return licences(TECHNOLOGY, NIGHT).stream()
                .filter(found -> found.app().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatPeopleUseAndNobodyApprovedIsToldEvenWhenNoListHasIt() {
        assertThat(unapproved(TECHNOLOGY))
                .containsExactly(
                        new Unapproved(
                                new App("A02", "QuizSprint", "Quizzly"), true, "under review", 372, 351, false, false),
                        new Unapproved(
                                new App("A11", "FlashDeck", "Cards"), true, "not approved", 66, 65, false, false),
                        new Unapproved(new App("A04", "A04", ""), false, "", 31, 30, false, false));
        assertThat(ask(TECHNOLOGY, ApplicationAnswers::yearOfUse)).contains("2025-26");
    }

    @Test
    void theSameApplicationsCountedOneByOne() {
        List<String> counted =
                sample.lines("select y.application_id from agg_app_year y where y.school_year = '2025-26'"
                        + " and y.users >= 1 and y.application_id not in"
                        + " (select application_id from dim_application where status = 'approved')");
        assertThat(unapproved(TECHNOLOGY))
                .extracting(found -> found.app().id())
                .containsExactlyInAnyOrderElementsOf(counted);
    }

    @Test
    void agreementsThatEndWithinNinetyDaysAndThoseMissingWhereStudentsSignOn() {
        assertThat(agreements(TECHNOLOGY, NIGHT))
                .extracting(found -> found.app().id() + " " + found.state() + " " + found.ends())
                .containsExactly(
                        "A02 NONE null",
                        "A13 UNSAID null",
                        "A11 EXPIRED 2026-05-14",
                        "A03 EXPIRED 2025-06-30",
                        "A04 UNSAID null",
                        // its last day is today: it still holds
                        "A12 EXPIRING 2026-08-13",
                        "A16 EXPIRING 2026-05-15",
                        "A05 EXPIRING 2026-06-30");
        assertThat(agreements(TECHNOLOGY, NIGHT.plusDays(1)))
                .filteredOn(found -> List.of("A10", "A16").contains(found.app().id()))
                .extracting(found -> found.app().id() + " " + found.state())
                .containsExactly("A16 EXPIRED", "A10 EXPIRING");
        Unknown unknown = ask(TECHNOLOGY, applications -> applications.unknown(NIGHT));
        assertThat(unknown).isEqualTo(new Unknown(1, 1));
    }

    @Test
    void theSameAgreementsCountedOneByOne() {
        for (LocalDate on : List.of(NIGHT, NIGHT.plusDays(1), NIGHT.plusDays(90))) {
            String day = "date '" + on + "'";
            String students = "exists (from agg_app_year y where y.application_id = i.application_id"
                    + " and y.school_year = '2025-26' and y.student_users > 0)";
            String users = students.replace("student_users", "users");
            List<String> counted = sample.lines("select application_id from dim_application i where "
                    + "(privacy_agreement = 'signed' and date_diff('day', " + day
                    + ", agreement_expires) between 0 and 90"
                    + " and (status = 'approved' or " + users + ")) or (" + students
                    + " and (privacy_agreement is null or privacy_agreement <> 'signed' or agreement_expires < " + day
                    + "))");
            assertThat(agreements(TECHNOLOGY, on))
                    .extracting(found -> found.app().id())
                    .containsExactlyInAnyOrderElementsOf(counted);
        }
    }

    @Test
    void aLicenceWhoseUseNoSystemTellsIsUnknownAndNotUnused() {
        Licence untold = licence("A07");
        assertThat(untold.used()).isNull();
        assertThat(untold.wasted()).isFalse();
        assertThat(untold.unused()).isEmpty();
        assertThat(untold.costOfUnused()).isEmpty();
        // used last year, not this year; and told month by month, with no log-in
        assertThat(licence("A08").unused()).contains(50L);
        assertThat(licence("A08").costOfUnused()).contains(new BigDecimal("150.00"));
        assertThat(licence("A10").used()).isZero();
        assertThat(licence("A10").wasted()).isTrue();
        assertThat(licence("A10").costOfUnused()).contains(new BigDecimal("2500.00"));
    }

    @Test
    void unusedSeatsCostTheirShare() {
        assertThat(licence("A01"))
                .isEqualTo(new Licence(
                        new App("A01", "MathPath", "Numeria"),
                        "C-01",
                        540L,
                        null,
                        442L,
                        null,
                        new BigDecimal("53400.00"),
                        LocalDate.of(2025, 7, 1),
                        LocalDate.of(2026, 6, 30)));
        assertThat(licence("A01").unused()).contains(98L);
        // 53,400 x 98 / 540
        assertThat(licence("A01").costOfUnused()).contains(new BigDecimal("9691.11"));
        assertThat(licence("A05").wasted()).isFalse();
        // without seats nobody knows whether some are not used
        assertThat(licence("A12").wasted()).isFalse();
        assertThat(licence("A12").unused()).isEmpty();
        // more people than seats; and of two contracts one says no cost
        assertThat(licence("A13").bought()).isEqualTo(200L);
        assertThat(licence("A13").unused()).contains(12L);
        assertThat(licence("A13").costOfUnused()).isEmpty();
    }

    @Test
    void aServicesOwnReportSaysMoreThanSignOns() {
        Licence google = licence("google-workspace");
        assertThat(google.assigned()).isEqualTo(4L);
        // active within 90 days of the report, with a license or without
        assertThat(google.used()).isEqualTo(3L);
        assertThat(google.reportedOn()).isEqualTo(NIGHT.minusDays(5));
        // one contract of two school years, as the later one has it
        assertThat(google.bought()).isEqualTo(6L);
        assertThat(google.costOfUnused()).contains(new BigDecimal("500.01"));
    }

    @Test
    void contractsInForceCountAndNoOthers() {
        assertThat(licences(TECHNOLOGY, NIGHT))
                .extracting(found -> found.app().id())
                .containsExactlyInAnyOrder("A01", "A05", "A07", "A08", "A10", "A12", "A13", "google-workspace");
        assertThat(licences(TECHNOLOGY, LocalDate.of(2026, 7, 1)))
                .extracting(found -> found.app().id())
                .containsExactlyInAnyOrder("A10", "A17", "google-workspace");
    }

    @Test
    void theSameLicencesCountedOneByOne() {
        String used =
                "(select max(n) from (select count(*) filter (where date_diff('day', last_activity_on, report_date)"
                        + " <= 90) as n from agg_app_account_year r where r.application_id = c.application_id having count(*) > 0))";
        String told = "(select max(users) from agg_app_year y where y.application_id = c.application_id"
                + " and y.school_year = '2025-26' and (users > 0 or exists (from fact_app_usage f where"
                + " f.application_id = c.application_id)))";
        List<String> counted = sample.lines("select c.application_id, coalesce(" + used + ", " + told + ")"
                + " from (select distinct application_id from fact_license_contract"
                + " where school_year = '2025-26') c");
        Map<String, String> found = licences(TECHNOLOGY, NIGHT).stream()
                .collect(Collectors.toMap(licence -> licence.app().id(), licence -> String.valueOf(licence.used())));
        assertThat(found.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()))
                .containsExactlyInAnyOrderElementsOf(counted);
    }

    @Test
    void nobodyElseIsToldAnything() {
        var schools = new RecordScope(new Scope.Schools(Set.of("0101")), RecordClass.all());
        var money = new RecordScope(new Scope.District(), EnumSet.of(RecordClass.FINANCE));
        for (RecordScope scope : List.of(schools, money)) {
            boolean knows = ask(
                    scope,
                    applications -> applications.knowsInventory()
                            || applications.knowsContracts()
                            || applications.yearOfUse().isPresent());
            assertThat(unapproved(scope)).isEmpty();
            assertThat(agreements(scope, NIGHT)).isEmpty();
            assertThat(licences(scope, NIGHT)).isEmpty();
            assertThat(knows).isFalse();
        }
    }
}
