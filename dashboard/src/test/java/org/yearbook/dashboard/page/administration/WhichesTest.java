package org.yearbook.dashboard.page.administration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhichesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            issues.read | school=0101 owner=attendance clerk rule=ATT-03 severity=block status=open | School 0101, of the attendance clerk, rule ATT-03, blocking, open
            issues.downloaded | xlsx status=open | Open, as Excel
            issues.read | rule=ATT-03 status=all | Rule ATT-03, in any state
            issue.read | ATT-03 | ATT-03
            person.placed | rosa clerk 0101 0102 | rosa, School clerk, of 0101, 0102
            person.added | rosa leader  | rosa, District leader
            number.read | chronic_absence_rate/records?year=2025-26&level=high&school=0101&part=others | Chronic absence rate, school year 2025-26, high school, school 0101, those beside them
            number.downloaded | csv attendance_rate/records?group=sex%3DF | Attendance rate, sex Female, as CSV
            why.read | attendance_rate?from=20260501T020000-a&to=v2&year=2025-26 | Attendance rate, from the night of 2026-05-01, to version 2, school year 2025-26
            technology.read | accounts-to-disable on=2026-05-15 | Accounts to disable, as of 2026-05-15
            log.read | person=7&kind=read&from=2026-07-01 | About the person with number 7, reading records, from 2026-07-01
            role.lost | steward | Data steward
            metric.followed | graduation_rate | Graduation rate
            """)
    void whatIsKeptAsAnAddressIsToldInWords(String action, String subject, String words) {
        assertThat(Whiches.words(action, subject)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            statement.asked | workbench analyst: select * from dim_school where school=1
            query.kept | 4: Attendance by month
            issues.read | something that a later release notes
            number.read | attendance_rate/records?year=%2
            a.later-release | school=0101
            role.lost | a-role-of-another-release
            """)
    void whatIsNoAddressOrUnknownStaysAsItIsNoted(String action, String subject) {
        assertThat(Whiches.words(action, subject)).isEqualTo(subject);
    }
}
