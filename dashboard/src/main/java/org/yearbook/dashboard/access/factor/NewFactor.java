package org.yearbook.dashboard.access.factor;

import io.nayuki.qrcodegen.QrCode;
import java.security.SecureRandom;
import java.util.Optional;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.SecondFactors;

/** Begins a factor: makes its secret, and shows it for the app to read. */
public final class NewFactor {

    /** White around the picture, which cameras need. */
    private static final int MARGIN = 4;

    private final SecondFactors factors;
    private final SecretSafe safe;
    private final String issuer;
    private final SecureRandom random;

    NewFactor(SecondFactors factors, SecretSafe safe, String issuer, SecureRandom random) {
        this.factors = factors;
        this.safe = safe;
        this.issuer = issuer;
        this.random = random;
    }

    /**
     * A secret as its owner takes it over.
     *
     * @param typed in groups of four
     * @param address what the picture says, for an app on the device that shows it
     * @param side of the picture, in squares
     * @param path its dark squares, as a path of SVG
     */
    public record Shown(String typed, String address, int side, String path) {

        @Override
        public String toString() {
            return "Shown[hidden]";
        }
    }

    /** {@return a new secret}; nothing for whoever has a factor already, and where the server cannot keep one safe */
    public Optional<Shown> begin(Person person) {
        byte[] secret = Totp.fresh(random);
        return safe.seal(secret, person.id())
                .filter(kept -> factors.begin(person.id(), kept))
                .map(kept -> shown(secret, person));
    }

    /** {@return the secret that is being taken over, once more}; nothing once a code has confirmed it */
    public Optional<Shown> again(Person person) {
        return factors.of(person.id())
                .filter(found -> found.confirmed() == null)
                .flatMap(found -> safe.open(found.secret(), person.id()))
                .map(secret -> shown(secret, person));
    }

    private Shown shown(byte[] secret, Person person) {
        String address = Totp.address(secret, issuer, person.signIn());
        QrCode picture = QrCode.encodeText(address, QrCode.Ecc.LOW);
        return new Shown(
                Totp.base32(secret).replaceAll("(.{4})(?=.)", "$1 "),
                address,
                picture.size + 2 * MARGIN,
                path(picture));
    }

    /** One stroke for each run of dark squares in a row. */
    private static String path(QrCode picture) {
        var path = new StringBuilder();
        for (int y = 0; y < picture.size; y++) {
            for (int x = 0; x < picture.size; x++) {
                int from = x;
                while (picture.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + MARGIN).append(' ').append(y + MARGIN);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
            }
        }
        return path.toString();
    }
}
