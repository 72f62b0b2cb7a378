package org.yearbook.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes of something whole what a broken or hostile program would have sent in its place. */
public final class Spoilt {

    private static final int DEEP = 5_000;
    private static final List<String> EVERYWHERE = List.of(
            "\0",
            "\uFEFF",
            "\r",
            "\n\n",
            "\t",
            "é😀",
            "-1",
            "99999999999999999999",
            "1e999",
            "NaN",
            "../../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>",
            "' or '1'='1",
            "%s%n",
            "\u202E");

    private final List<String> words;

    /**
     * Spoils one kind of input.
     *
     * @param words what means something in it: signs that open, close and part, keywords; between blanks, with
     *     {@code ~} for a blank
     */
    public Spoilt(String words) {
        this.words = Arrays.stream(words.split(" "))
                .map(word -> word.replace('~', ' '))
                .toList();
    }

    /** {@return a text that comes of {@code whole} by one to six accidents} */
    public String text(String whole, Random random) {
        String text = whole;
        for (int accident = random.nextInt(1 + random.nextInt(6)); accident >= 0; accident--) {
            text = once(text, random);
        }
        return text;
    }

    private String once(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(24));
        String before = text.substring(0, from);
        String within = text.substring(from, to);
        String after = text.substring(to);
        return switch (random.nextInt(9)) {
            case 0 -> before + after;
            case 1 -> before + within + within + after;
            case 2 -> before + word(random) + after;
            case 3 -> before + word(random) + within + after;
            case 4 -> before + (char) random.nextInt(0xD800) + after;
            case 5 -> before;
            case 6 -> after + within + before;
            case 7 -> before + word(random).repeat(1 + random.nextInt(random.nextInt(8) == 0 ? DEEP : 12)) + after;
            default -> before + within.repeat(1 + random.nextInt(60)) + after;
        };
    }

    private String word(Random random) {
        boolean own = random.nextInt(4) > 0;
        List<String> some = own ? words : EVERYWHERE;
        return some.get(random.nextInt(some.size()));
    }

    /** {@return bytes that come of {@code whole} by one to eight accidents, some of which know nothing of letters} */
    public byte[] bytes(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int accident = random.nextInt(1 + random.nextInt(8)); accident >= 0; accident--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return word(random).getBytes(StandardCharsets.UTF_8);
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + random.nextInt(40));
        byte[] within = Arrays.copyOfRange(bytes, from, to);
        return switch (random.nextInt(8)) {
            case 0 -> joined(bytes, from, new byte[0], to);
            case 1 -> joined(bytes, from, noise(random), from);
            case 2 -> joined(bytes, from, noise(random), to);
            case 3 -> Arrays.copyOf(bytes, from);
            case 4 -> joined(bytes, to, within, to);
            case 5 -> joined(bytes, from, word(random).getBytes(StandardCharsets.UTF_8), to);
            case 6 -> flipped(bytes, from, random);
            default -> extreme(bytes, from, random);
        };
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(16)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    /** Lengths and places in binary formats, at their ends. */
    private static byte[] extreme(byte[] bytes, int at, Random random) {
        byte[] extreme = bytes.clone();
        byte value = (byte) (random.nextBoolean() ? 0xFF : random.nextBoolean() ? 0x7F : 0);
        Arrays.fill(extreme, at, Math.min(bytes.length, at + (1 << random.nextInt(4))), value);
        return extreme;
    }

    private static byte[] joined(byte[] bytes, int until, byte[] put, int from) {
        var joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, until);
        joined.writeBytes(put);
        joined.write(bytes, from, bytes.length - from);
        return joined.toByteArray();
    }
}
