package org.yearbook.dashboard.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yearbook.dashboard.mail.MailSettings.Tls;
import org.yearbook.dashboard.state.MailAddress;
import org.yearbook.definitions.YamlText;

/** Reads {@code mail.yaml}, strictly: what it does not know is a fault, never ignored. */
final class MailFile {

    private static final Set<String> KEYS =
            Set.of("version", "host", "port", "tls", "user", "password", "from", "server", "days", "hour", "time_zone");
    private static final Pattern SECRET = Pattern.compile("env:[A-Za-z_][A-Za-z0-9_]*|file:\\S.*");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private MailFile() {}

    /**
     * {@return the settings}; every fault in the file is told in one {@link MailException}
     *
     * @param zone of the district, for a file that names none
     */
    static MailSettings read(String text, ZoneId zone) {
        Object document;
        try {
            document = YamlText.value("mail.yaml", text);
        } catch (YamlEngineException e) {
            // The parser's own message would show the line, and somebody may have written a password there.
            String where =
                    YamlText.brokenLine(e).map(line -> ": look at line " + line).orElse("");
            throw new MailException("mail.yaml is not valid YAML" + where);
        }
        return new MailFile().settings(document, zone);
    }

    private MailSettings settings(@Nullable Object document, ZoneId zone) {
        if (document instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    values.put(String.valueOf(key), value);
                }
            });
        } else {
            faults.add("it holds no settings");
        }
        values.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> faults.add("'" + key + "' is not a setting; known are "
                        + KEYS.stream().sorted().toList()));
        if (!Integer.valueOf(1).equals(values.get("version"))) {
            faults.add("'version' must be 1");
        }
        String host = text("host");
        if (host.isEmpty()) {
            faults.add("'host' is missing: the name of the mail server");
        }
        Tls tls = tls();
        var settings = new MailSettings(
                host,
                whole("port", tls == Tls.TLS ? 465 : 587, 1, 65_535),
                tls,
                text("user"),
                text("password"),
                from(),
                server(),
                days(),
                whole("hour", 6, 0, 23),
                zone(zone));
        signIn(settings);
        if (!faults.isEmpty()) {
            throw new MailException("mail.yaml needs a correction: " + String.join("; ", faults));
        }
        return settings;
    }

    private void signIn(MailSettings settings) {
        if (settings.user().isEmpty() != settings.password().isEmpty()) {
            faults.add("'user' and 'password' come together, or neither");
        }
        if (!settings.password().isEmpty()
                && !SECRET.matcher(settings.password()).matches()) {
            faults.add("'password' must not stand here: put it into the environment and write env:NAME, or into a file"
                    + " of its own and write file:PATH");
        }
        if (settings.tls() == Tls.NONE && !THIS_MACHINE.contains(settings.host().toLowerCase(Locale.ROOT))) {
            faults.add("'tls: none' is for a mail server on this machine alone; write starttls or tls");
        }
    }

    private String text(String key) {
        Object value = values.get(key);
        return value == null ? "" : value.toString().strip();
    }

    private Tls tls() {
        return switch (values.containsKey("tls") ? text("tls") : "starttls") {
            case "starttls" -> Tls.STARTTLS;
            case "tls" -> Tls.TLS;
            case "none" -> Tls.NONE;
            default -> {
                faults.add("'tls' must be starttls, tls or none");
                yield Tls.STARTTLS;
            }
        };
    }

    private int whole(String key, int otherwise, int least, int most) {
        Object value = values.getOrDefault(key, otherwise);
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        faults.add("'" + key + "' must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    private String from() {
        String from = text("from");
        try {
            if (MailAddress.plausible(new InternetAddress(from, true).getAddress())) {
                return from;
            }
        } catch (AddressException e) {
            // told below
        }
        faults.add("'from' must be an address, like yearbook@district.example or Yearbook <yearbook@district.example>");
        return from;
    }

    private String server() {
        String server = text("server").replaceAll("/+$", "");
        try {
            URI address = URI.create(server);
            String host = address.getHost();
            boolean secret = "https".equals(address.getScheme())
                    || ("http".equals(address.getScheme()) && host != null && THIS_MACHINE.contains(host));
            if (secret && host != null && address.getQuery() == null && address.getFragment() == null) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        faults.add("'server' must be where people open this server, like https://yearbook.district.example");
        return server;
    }

    private Set<DayOfWeek> days() {
        var days = EnumSet.noneOf(DayOfWeek.class);
        Object given = values.get("days");
        if (given == null) {
            return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        }
        if (given instanceof List<?> list) {
            for (Object day : list) {
                try {
                    days.add(DayOfWeek.valueOf(String.valueOf(day).strip().toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    faults.add("'" + day + "' in 'days' is not a day; write it like monday");
                }
            }
        }
        if (days.isEmpty()) {
            faults.add("'days' must be a list of days, like [monday, thursday]");
        }
        return days;
    }

    private ZoneId zone(ZoneId otherwise) {
        if (!values.containsKey("time_zone")) {
            return otherwise;
        }
        try {
            return ZoneId.of(text("time_zone"));
        } catch (DateTimeException e) {
            faults.add("'time_zone' is not a zone: write it like America/Chicago");
            return otherwise;
        }
    }
}
