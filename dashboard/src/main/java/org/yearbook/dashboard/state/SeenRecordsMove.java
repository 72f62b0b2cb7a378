package org.yearbook.dashboard.state;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Brings what earlier releases noted of records that were seen into the tables of V60; nothing is lost. */
final class SeenRecordsMove implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("60.1");
    }

    @Override
    public String getDescription() {
        return "seen records move";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        DSLContext sql = DSL.using(connection, SQLDialect.H2);
        var seen = new SeenBy();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select audit_id, entity, record_key from audit_record order by audit_id")) {
            long event = -1;
            List<Subject> subjects = new ArrayList<>();
            while (rows.next()) {
                if (rows.getLong(1) != event) {
                    SeenBy.add(sql, event, seen.numbers(sql, subjects));
                    subjects.clear();
                    event = rows.getLong(1);
                }
                subjects.add(Subject.of(rows.getString(2), rows.getString(3)));
            }
            SeenBy.add(sql, event, seen.numbers(sql, subjects));
        }
        sql.execute("drop table audit_record");
    }
}
