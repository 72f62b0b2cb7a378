package org.yearbook.warehouse.suppress;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.fingerprint.Sha256;

/**
 * Which cells were hidden in answer to which {@link Question}. An answer follows from its question alone, so one of an
 * earlier night is as good as one found anew, which can take minutes. A file of them holds no number, but it decides
 * what is shown: one that is not exactly as it was written is not used at all.
 */
public final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int SHA256 = 32;

    private final Map<String, List<BitSet>> before;
    private final Map<String, List<BitSet>> tonight = new ConcurrentHashMap<>();
    private final AtomicInteger sought = new AtomicInteger();

    private Answers(Map<String, List<BitSet>> before) {
        this.before = before;
    }

    /** {@return none: everything is found anew} */
    public static Answers none() {
        return new Answers(Map.of());
    }

    /** {@return those that {@link #bytes} gave; none where the file is not there or not whole} */
    public static Answers read(Path file) {
        if (Files.isRegularFile(file)) {
            try {
                return new Answers(parsed(Files.readAllBytes(file)));
            } catch (IOException e) {
                LOG.warn("What was found out about hidden numbers last is not readable; it is found out anew.", e);
            }
        }
        return none();
    }

    private static Map<String, List<BitSet>> parsed(byte[] bytes) throws IOException {
        int size = bytes.length - SHA256;
        if (size < 0
                || !Arrays.equals(
                        Sha256.begin().digest(Arrays.copyOf(bytes, size)),
                        Arrays.copyOfRange(bytes, size, bytes.length))) {
            throw new IOException("The file is not as it was written");
        }
        var answers = new TreeMap<String, List<BitSet>>();
        try (var in = new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(bytes, 0, size)))) {
            for (int left = in.readInt(); left > 0; left--) {
                String question = in.readUTF();
                List<BitSet> answer = new ArrayList<>();
                for (int sets = in.readInt(); sets > 0; sets--) {
                    long[] words = new long[in.readInt()];
                    for (int i = 0; i < words.length; i++) {
                        words[i] = in.readLong();
                    }
                    answer.add(BitSet.valueOf(words));
                }
                answers.put(question, answer);
            }
        }
        return answers;
    }

    /** {@return what was asked tonight, for {@link #read}} */
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(tonight.size());
            for (var one : new TreeMap<>(tonight).entrySet()) {
                out.writeUTF(one.getKey());
                out.writeInt(one.getValue().size());
                for (BitSet cells : one.getValue()) {
                    long[] words = cells.toLongArray();
                    out.writeInt(words.length);
                    for (long word : words) {
                        out.writeLong(word);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written anywhere", e);
        }
        bytes.writeBytes(Sha256.begin().digest(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    /** {@return the cells to hide, one set for each table of numbers that was asked about; the caller's own} */
    List<BitSet> to(Question asked, Supplier<List<BitSet>> work) {
        String question = asked.hash();
        List<BitSet> known = before.get(question);
        if (known == null) {
            sought.incrementAndGet();
        }
        List<BitSet> answer = known == null ? work.get() : known;
        tonight.put(question, answer);
        return answer.stream().map(cells -> (BitSet) cells.clone()).toList();
    }

    /** {@return how many answers had to be found tonight} */
    public int sought() {
        return sought.get();
    }
}
