package org.yearbook.dashboard.state;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The names in the server's own database. */
final class Tables {

    static final Table<?> PERSON = DSL.table(DSL.name("person"));
    static final Table<?> PERSON_SCHOOL = DSL.table(DSL.name("person_school"));
    static final Table<?> SIGN_IN_FAILURE = DSL.table(DSL.name("sign_in_failure"));
    static final Table<?> AUDIT = DSL.table(DSL.name("audit"));
    static final Table<?> AUDIT_SUBJECT = DSL.table(DSL.name("audit_subject"));
    static final Table<?> AUDIT_SEEN = DSL.table(DSL.name("audit_seen"));
    static final Table<?> AUDIT_SEEN_BLOCK = DSL.table(DSL.name("audit_seen_block"));

    static final Table<?> API_TOKEN = DSL.table(DSL.name("api_token"));

    static final Table<?> LETTER = DSL.table(DSL.name("letter"));

    static final Table<?> ISSUE_DECISION = DSL.table(DSL.name("issue_decision"));

    static final Field<Long> PERSON_ID = DSL.field(DSL.name("person_id"), SQLDataType.BIGINT);
    static final Field<String> SIGN_IN = text("sign_in");
    static final Field<String> NAME = text("name");
    static final Field<String> ROLE = text("role");
    static final Field<String> PASSWORD_HASH = text("password_hash");
    static final Field<Boolean> MUST_CHANGE = DSL.field(DSL.name("must_change_password"), SQLDataType.BOOLEAN);
    static final Field<OffsetDateTime> PASSWORD_UNTIL = time("password_until");
    static final Field<Boolean> ENABLED = DSL.field(DSL.name("enabled"), SQLDataType.BOOLEAN);
    static final Field<Boolean> DEMO = DSL.field(DSL.name("demo"), SQLDataType.BOOLEAN);
    static final Field<String> EMAIL = text("email");
    static final Field<String> MAILING = text("mailing");
    static final Field<Integer> STAMP = DSL.field(DSL.name("stamp"), SQLDataType.INTEGER);
    static final Field<LocalDate> ENDS_ON = day("ends_on");
    static final Field<String> CLAIMED = text("claimed");
    static final Field<Boolean> ASKS_WHO_SAW = DSL.field(DSL.name("asks_who_saw"), SQLDataType.BOOLEAN);
    static final Field<OffsetDateTime> CREATED_AT = time("created_at");
    static final Field<String> SCHOOL_ID = text("school_id");
    static final Field<String> ADDRESS = text("address");
    static final Field<OffsetDateTime> FAILED_AT = time("failed_at");
    static final Field<Long> AUDIT_ID = DSL.field(DSL.name("audit_id"), SQLDataType.BIGINT);
    static final Field<OffsetDateTime> HAPPENED_AT = time("happened_at");
    static final Field<String> ACTION = text("action");
    static final Field<String> SUBJECT = text("subject");
    static final Field<Long> ROWS_SEEN = DSL.field(DSL.name("rows_seen"), SQLDataType.BIGINT);
    static final Field<String> SEEN_AS = text("seen_as");
    static final Field<Integer> SUBJECT_NO = DSL.field(DSL.name("subject_no"), SQLDataType.INTEGER);
    static final Field<String> NUMBER = text("number");
    static final Field<Long> SEEN_KEY = DSL.field(DSL.name("seen_key"), SQLDataType.BIGINT);
    static final Field<Long> BLOCK_KEY = DSL.field(DSL.name("block_key"), SQLDataType.BIGINT);
    static final Field<byte[]> MEMBERS = DSL.field(DSL.name("members"), SQLDataType.VARBINARY);

    static final Field<Long> DECISION_ID = DSL.field(DSL.name("decision_id"), SQLDataType.BIGINT);
    static final Field<String> ISSUE_KEY = text("issue_key");
    static final Field<OffsetDateTime> DECIDED_AT = time("decided_at");
    static final Field<LocalDate> AS_OF = day("as_of");
    static final Field<String> KIND = text("kind");
    static final Field<Long> ASSIGNEE_ID = DSL.field(DSL.name("assignee_id"), SQLDataType.BIGINT);
    static final Field<LocalDate> UNTIL_DAY = day("until_day");
    static final Field<String> VALUE_MARK = text("value_mark");
    static final Field<String> WORDS = text("words");

    static final Field<OffsetDateTime> SLOT = time("slot");
    static final Field<String> PUBLICATION = text("publication");
    static final Field<String> STATE = text("state");
    static final Field<Integer> ATTEMPTS = DSL.field(DSL.name("attempts"), SQLDataType.INTEGER);
    static final Field<OffsetDateTime> CHANGED_AT = time("changed_at");
    static final Field<String> TROUBLE = text("trouble");

    static final Table<?> ANNOTATION = DSL.table(DSL.name("annotation"));
    static final Field<Long> ANNOTATION_ID = DSL.field(DSL.name("annotation_id"), SQLDataType.BIGINT);
    static final Field<LocalDate> HAPPENED_ON = day("happened_on");
    static final Field<String> ABOUT_KIND = text("about_kind");
    static final Field<String> ABOUT_CODE = text("about_code");
    static final Field<Long> REMOVED_BY = DSL.field(DSL.name("removed_by"), SQLDataType.BIGINT);
    static final Field<OffsetDateTime> REMOVED_AT = time("removed_at");

    /** When an annotation was written; persons have a column of that name too. */
    static final Field<OffsetDateTime> WRITTEN_AT =
            DSL.field(DSL.name("annotation", "created_at"), SQLDataType.TIMESTAMPWITHTIMEZONE);

    static final Field<Long> TOKEN_ID = DSL.field(DSL.name("token_id"), SQLDataType.BIGINT);
    static final Field<String> SECRET_HASH = text("secret_hash");
    static final Field<Boolean> READS_NUMBERS = DSL.field(DSL.name("reads_numbers"), SQLDataType.BOOLEAN);
    static final Field<Boolean> READS_RECORDS = DSL.field(DSL.name("reads_records"), SQLDataType.BOOLEAN);
    static final Field<Boolean> ASKS_STATEMENTS = DSL.field(DSL.name("asks_statements"), SQLDataType.BOOLEAN);
    static final Field<OffsetDateTime> MADE_AT = time("made_at");
    static final Field<OffsetDateTime> EXPIRES_AT = time("expires_at");
    static final Field<OffsetDateTime> LAST_USED_AT = time("last_used_at");
    static final Field<OffsetDateTime> ENDED_AT = time("ended_at");
    static final Field<String> ENDED_BY = text("ended_by");

    private Tables() {}

    static Field<LocalDate> day(String name) {
        return DSL.field(DSL.name(name), SQLDataType.LOCALDATE);
    }

    static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }

    static Field<OffsetDateTime> time(String name) {
        return DSL.field(DSL.name(name), SQLDataType.TIMESTAMPWITHTIMEZONE);
    }
}
