package org.yearbook.warehouse.suppress;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * All that decides which cells are hidden, as one hash: the numbers, how they add up, the rules, and the program
 * itself, so that a better program asks everything anew.
 */
final class Question {

    /** Whatever takes part in an answer. */
    static final List<Class<?>> PROGRAM = List.of(
            Amount.class,
            Answers.class,
            Difference.class,
            Grid.class,
            Joins.class,
            Kind.class,
            LinearSystem.class,
            Move.class,
            Movement.class,
            Network.class,
            Pair.class,
            Places.class,
            Play.class,
            Question.class,
            Relation.class,
            Rules.class,
            Series.class,
            Shield.class,
            Versions.class,
            Walks.class,
            YearOfNumbers.class);

    private static final byte[] EDITION = edition();

    private final MessageDigest digest = Sha256.begin();
    private final DataOutputStream out =
            new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));

    /** @param about tells questions of different kinds apart */
    Question(String about, Grid grid, Rules rules) {
        add(out -> {
            out.write(EDITION);
            out.writeUTF(about);
            out.write(grid.hash());
            out.writeLong(rules.smallest());
            out.writeLong(rules.range());
            out.writeUTF(rules.steps().toString());
        });
    }

    Question with(BitSet cells) {
        return add(out -> {
            long[] words = cells.toLongArray();
            out.writeInt(words.length);
            for (long word : words) {
                out.writeLong(word);
            }
        });
    }

    Question with(Kind kind, Amount[] amounts) {
        return add(out -> {
            out.writeUTF(kind.name());
            out.writeInt(amounts.length);
            for (Amount amount : amounts) {
                out.writeLong(amount.people());
                out.writeLong(amount.hits());
                out.writeLong(amount.misses());
            }
        });
    }

    /** Also where it has rows: what one series leaves out altogether tells something of another. */
    Question with(Series series) {
        var rows = new BitSet();
        for (int cell = 0; cell < series.amounts().length; cell++) {
            rows.set(cell, series.row(cell) >= 0);
        }
        add(out -> out.writeUTF(series.key()));
        return with(rows).with(series.kind(), series.amounts());
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    private Question add(Part part) {
        try {
            part.write(out);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written anywhere", e);
        }
    }

    /** {@return the hash of cells, in their order} */
    static byte[] hash(List<Grid.Cell> cells) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (Grid.Cell cell : cells) {
                out.writeUTF(cell.organization());
                out.writeBoolean(cell.district());
                out.writeUTF(cell.dimension());
                out.writeUTF(cell.group());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written anywhere", e);
        }
        return Sha256.begin().digest(bytes.toByteArray());
    }

    private static byte[] edition() {
        MessageDigest digest = Sha256.begin();
        PROGRAM.stream()
                .flatMap(one -> Stream.of(one.getNestMembers()))
                .sorted(Comparator.comparing(Class::getName))
                .forEach(one -> digest.update(code(one)));
        return digest.digest();
    }

    private static byte[] code(Class<?> one) {
        String name = one.getName();
        try (InputStream in = one.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
            if (in == null) {
                throw new IllegalStateException("The program cannot read itself");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The program cannot read itself", e);
        }
    }
}
