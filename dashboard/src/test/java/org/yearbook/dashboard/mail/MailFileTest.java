package org.yearbook.dashboard.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.dashboard.state.Mailing;

class MailFileTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final String GOOD = """
            version: 1
            host: smtp.district.example
            from: Yearbook <yearbook@district.example>
            server: https://yearbook.district.example
            """;

    @Test
    void whatIsLeftOutHasACarefulDefault() {
        MailSettings settings = MailFile.read(GOOD, CHICAGO);
        assertThat(settings.tls()).isEqualTo(MailSettings.Tls.STARTTLS);
        assertThat(settings.port()).isEqualTo(587);
        assertThat(settings.hour()).isEqualTo(6);
        assertThat(settings.zone()).isEqualTo(CHICAGO);
        assertThat(settings.days()).hasSize(5).doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(MailFile.read(GOOD + "tls: tls\n", CHICAGO).port()).isEqualTo(465);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hots: x | 'hots' is not a setting",
                "port: many | 'port' must be a whole number from 1 to 65535",
                "tls: maybe | 'tls' must be starttls, tls or none",
                "tls: none | 'tls: none' is for a mail server on this machine alone",
                "user: me | 'user' and 'password' come together",
                "hour: 24 | 'hour' must be a whole number from 0 to 23",
                "days: [freeday] | 'freeday' in 'days' is not a day",
                "days: [] | 'days' must be a list of days",
                "time_zone: Here | 'time_zone' is not a zone"
            })
    void aWrongSettingIsNamedInASentence(String line, String told) {
        assertThatThrownBy(() -> MailFile.read(GOOD + line + "\n", CHICAGO))
                .isInstanceOf(MailException.class)
                .hasMessageContaining("mail.yaml needs a correction")
                .hasMessageContaining(told);
    }

    @Test
    void aPasswordInTheFileIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> MailFile.read(GOOD + "user: me\npassword: hunter2\n", CHICAGO))
                .hasMessageContaining("env:NAME")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> MailFile.read(GOOD + "password: 'hunter2\n", CHICAGO))
                .hasMessageContaining("not valid YAML")
                .hasMessageNotContaining("hunter2");
        assertThat(MailFile.read(GOOD + "user: me\npassword: env:SMTP_PASSWORD\n", CHICAGO)
                        .password())
                .isEqualTo("env:SMTP_PASSWORD");
    }

    @Test
    void everyMissingSettingIsToldAtOnce() {
        assertThatThrownBy(() -> MailFile.read("version: 1\n", CHICAGO))
                .hasMessageContaining("'host' is missing")
                .hasMessageContaining("'from' must be an address")
                .hasMessageContaining("'server' must be where people open this server");
        assertThatThrownBy(() -> MailFile.read("", CHICAGO)).hasMessageContaining("it holds no settings");
    }

    @ParameterizedTest
    @CsvSource({
        // Friday at 5:59 and 6:00 in Chicago, a Saturday, and the Sunday on which clocks move.
        "2026-05-15T10:59:59Z, DAILY, 2026-05-14T11:00:00Z",
        "2026-05-15T11:00:00Z, DAILY, 2026-05-15T11:00:00Z",
        "2026-05-16T15:00:00Z, DAILY, 2026-05-15T11:00:00Z",
        "2026-05-15T11:00:00Z, WEEKLY, 2026-05-11T11:00:00Z",
        "2026-05-11T10:00:00Z, WEEKLY, 2026-05-04T11:00:00Z",
        "2026-03-09T12:00:00Z, DAILY, 2026-03-09T11:00:00Z",
        "2026-03-06T12:30:00Z, DAILY, 2026-03-06T12:00:00Z"
    })
    void mailIsDueAtTheHourOfTheDistrictOnItsDays(Instant now, Mailing mailing, Instant due) {
        assertThat(Slots.latest(MailFile.read(GOOD, CHICAGO), mailing, now)).hasValue(due);
    }

    @Test
    void whoWantsNoMailIsNeverDue() {
        assertThat(Slots.latest(MailFile.read(GOOD, CHICAGO), Mailing.OFF, Instant.parse("2026-05-15T11:00:00Z")))
                .isEmpty();
    }
}
