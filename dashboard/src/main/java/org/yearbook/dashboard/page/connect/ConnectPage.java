package org.yearbook.dashboard.page.connect;

import java.util.List;
import org.yearbook.dashboard.flight.FlightWire;
import org.yearbook.warehouse.publish.Audience;

/**
 * The page of a server that listens to tools.
 *
 * @param audiences whose files the person may ask, the usual one first
 * @param server as a tool asks for it, host and port
 * @param jdbc the address for JDBC, filled in
 */
record ConnectPage(
        String host,
        int port,
        boolean encrypted,
        List<String> audiences,
        String server,
        String jdbc,
        String odbc,
        String python,
        String r,
        List<Tool> tools) {

    /**
     * One tool.
     *
     * @param tried whether this was tried with this server, in words
     */
    record Tool(String name, String way, String tried) {}

    private static final String NOT_TRIED = "Not tried";

    private static final List<Tool> TOOLS = List.of(
            new Tool("DBeaver", "JDBC", "Not tried; the driver that it uses is tried with each release of Yearbook"),
            new Tool("Tableau", "JDBC", NOT_TRIED),
            new Tool("Power BI", "ODBC", NOT_TRIED),
            new Tool("Excel", "ODBC", NOT_TRIED),
            new Tool("Python", "ADBC", "Tried: adbc-driver-flightsql 1.13, pyarrow 26, pandas 3.1, Polars 2.1"),
            new Tool("SQLAlchemy", "flightsql-dbapi", "Tried: flightsql-dbapi 0.2, SQLAlchemy 1.4"),
            new Tool("sqlline", "JDBC", "Tried: sqlline 1.12"),
            new Tool("R", "ADBC", NOT_TRIED));

    static ConnectPage of(FlightWire.Place place, List<Audience> audiences) {
        List<String> labels = audiences.stream().map(Audience::label).toList();
        String audience = labels.get(0);
        String server = place.host() + ":" + place.port();
        String address = (place.encrypted() ? "grpc+tls://" : "grpc://") + server;
        return new ConnectPage(
                place.host(),
                place.port(),
                place.encrypted(),
                labels,
                server,
                "jdbc:arrow-flight-sql://" + server + "/?useEncryption=" + place.encrypted() + "&audience=" + audience,
                "Driver={Arrow Flight SQL ODBC Driver};HOST=" + place.host() + ";PORT=" + place.port()
                        + ";useEncryption=" + place.encrypted() + ";TOKEN=ybk_...;audience=" + audience,
                """
                import os
                from adbc_driver_flightsql import dbapi

                connection = dbapi.connect(
                    "%s",
                    db_kwargs={
                        "adbc.flight.sql.authorization_header": "Bearer " + os.environ["YEARBOOK_TOKEN"],
                        "adbc.flight.sql.rpc.call_header.audience": "%s",
                    },
                    autocommit=True,
                )
                with connection.cursor() as cursor:
                    cursor.execute("select * from dim_school_year")
                    print(cursor.fetch_arrow_table().to_pandas())
                """.formatted(address, audience),
                """
                library(adbcdrivermanager)
                database <- adbc_database_init(
                  adbcflightsql::adbcflightsql(),
                  uri = "%s",
                  adbc.flight.sql.authorization_header = paste("Bearer", Sys.getenv("YEARBOOK_TOKEN")),
                  adbc.flight.sql.rpc.call_header.audience = "%s"
                )
                connection <- adbc_connection_init(database)
                read_adbc(connection, "select * from dim_school_year") |> as.data.frame()
                """.formatted(address, audience),
                TOOLS);
    }
}
