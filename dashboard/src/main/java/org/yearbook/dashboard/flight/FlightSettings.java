package org.yearbook.dashboard.flight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.yearbook.definitions.YamlText;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/**
 * What {@code flight.yaml} of a home says. It is read once, when the server starts; without the file nothing listens.
 *
 * @param address the network address to listen on
 * @param port 0 takes any free one
 * @param name the host that people type into their tools, which the certificate must name
 * @param tls absent for a plain line on this machine, which the file asked for by name
 */
public record FlightSettings(String address, int port, String name, Optional<Tls> tls) {

    static final int USUAL_PORT = 8815;

    private static final Set<String> KEYS =
            Set.of("version", "address", "port", "name", "certificate", "key", "plaintext");

    /**
     * What proves to a tool which server it speaks to.
     *
     * @param certificate a PEM file: the server's certificate, and those between it and a known one
     * @param key a PEM file: the private key, PKCS #8, without a password
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * {@return the settings of a home}; a file that cannot be used is a {@link HomeException} that tells every fault
     */
    public static Optional<FlightSettings> of(DistrictHome home) {
        Path file = home.root().resolve("flight.yaml");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reader(home.root()).read(Files.readString(file)));
        } catch (IOException e) {
            throw new HomeException("flight.yaml cannot be read; it must be text in UTF-8", e);
        }
    }

    private static final class Reader {

        private final List<String> faults = new ArrayList<>();
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final Path home;

        Reader(Path home) {
            this.home = home;
        }

        FlightSettings read(String text) {
            Object document;
            try {
                document = YamlText.value("flight.yaml", text);
            } catch (YamlEngineException e) {
                String where = YamlText.brokenLine(e)
                        .map(line -> ": look at line " + line)
                        .orElse("");
                throw new HomeException("flight.yaml is not valid YAML" + where);
            }
            take(document);
            if (!Integer.valueOf(1).equals(values.get("version"))) {
                faults.add("'version' must be 1");
            }
            String address = text("address", "localhost");
            Optional<Tls> tls = tls(address);
            var settings = new FlightSettings(address, port(), text("name", address), tls);
            if (!faults.isEmpty()) {
                throw new HomeException("flight.yaml needs a correction: " + String.join("; ", faults));
            }
            return settings;
        }

        private void take(@Nullable Object document) {
            if (!(document instanceof Map<?, ?> map)) {
                faults.add("the file must hold settings");
                return;
            }
            map.forEach((key, value) -> {
                if (!KEYS.contains(String.valueOf(key))) {
                    faults.add("'" + key + "' is not a setting; known are "
                            + KEYS.stream().sorted().toList());
                } else if (value != null) {
                    values.put(String.valueOf(key), value);
                }
            });
        }

        private String text(String key, String otherwise) {
            return values.getOrDefault(key, otherwise).toString().strip();
        }

        private int port() {
            if (values.getOrDefault("port", USUAL_PORT) instanceof Integer number && number >= 0 && number <= 65_535) {
                return number;
            }
            faults.add("'port' must be a whole number from 0 to 65535");
            return USUAL_PORT;
        }

        private Optional<Tls> tls(String address) {
            boolean plain = Boolean.TRUE.equals(values.get("plaintext"));
            boolean certified = values.containsKey("certificate") && values.containsKey("key");
            if (plain && (values.containsKey("certificate") || values.containsKey("key"))) {
                faults.add("'plaintext' and a certificate cannot both be; leave one out");
            } else if (plain && !loopback(address)) {
                faults.add("'plaintext' is for this machine alone: passwords and records would cross the network for"
                        + " everybody to read. Set 'certificate' and 'key', or 'address: localhost'");
            } else if (!plain && !certified) {
                faults.add("'certificate' and 'key' are missing: two PEM files, the certificate from an authority that"
                        + " people's machines know");
            } else if (certified) {
                return Optional.of(new Tls(file("certificate"), file("key")));
            }
            return Optional.empty();
        }

        private Path file(String key) {
            Path file = home.resolve(text(key, ""));
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                faults.add("'" + key + "' names a file that cannot be read");
            }
            return file;
        }

        private static boolean loopback(String address) {
            try {
                return InetAddress.getByName(address).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }
}
