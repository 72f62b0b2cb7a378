package org.yearbook.warehouse.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The hosts that are reached without a proxy: this machine always, and what {@code no_proxy} lists behind commas. A
 * name stands for itself and every host below it, with or without a dot before it; an address for itself; an address
 * with the length of a prefix ({@code 10.0.0.0/8}) for its network; a star for all. A port behind a name makes it that
 * port's.
 */
final class Direct {

    private static final Pattern IP = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BEHIND_A_COLON = Pattern.compile("([^:\\[\\]]+):(\\d+)");

    private record Target(String host, int port, Optional<InetAddress> ip) {}

    private final List<Predicate<Target>> entries;

    private Direct(List<Predicate<Target>> entries) {
        this.entries = List.copyOf(entries);
    }

    static Direct of(String list) {
        var entries = new ArrayList<Predicate<Target>>();
        entries.add(target -> target.host().equals("localhost")
                || target.host().endsWith(".localhost")
                || target.ip().filter(InetAddress::isLoopbackAddress).isPresent());
        for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            if (!entry.isEmpty()) {
                entries.add(entry(entry));
            }
        }
        return new Direct(entries);
    }

    private static Predicate<Target> entry(String entry) {
        if (entry.equals("*")) {
            return target -> true;
        }
        int slash = entry.indexOf('/');
        if (slash > 0 && entry.substring(slash + 1).matches("\\d{1,3}")) {
            return network(ip(entry.substring(0, slash)), Integer.parseInt(entry.substring(slash + 1)));
        }
        Optional<InetAddress> ip = ip(entry.replaceAll("[\\[\\]]", ""));
        if (ip.isPresent()) {
            return target -> target.ip().equals(ip);
        }
        var parts = BEHIND_A_COLON.matcher(entry);
        boolean ported = parts.matches();
        String name = (ported ? parts.group(1) : entry).replaceFirst("^\\*?\\.", "");
        String port = ported ? parts.group(2) : "";
        return target -> (target.host().equals(name) || target.host().endsWith("." + name))
                && (port.isEmpty() || port.equals(Integer.toString(target.port())));
    }

    private static Predicate<Target> network(Optional<InetAddress> of, int length) {
        return target -> of.isPresent()
                && target.ip().isPresent()
                && same(of.get(), target.ip().get(), length);
    }

    private static boolean same(InetAddress one, InetAddress other, int length) {
        byte[] first = one.getAddress();
        byte[] second = other.getAddress();
        if (first.length != second.length || length > first.length * Byte.SIZE) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((first[bit / Byte.SIZE] ^ second[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    // Only what is an address already: a name is not looked up for this.
    private static Optional<InetAddress> ip(String text) {
        if (!IP.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean reaches(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]|\\.$", "");
        int port =
                address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        var target = new Target(host, port, ip(host));
        return entries.stream().anyMatch(entry -> entry.test(target));
    }
}
