package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yearbook.ingest.contract.CsvFormat;

class RecordsTest {

    /** Each record as {@code line: fields parted by |}, or {@code line! fault}. */
    private static List<String> read(String text, int width) throws IOException {
        var records = new Records(new StringReader(text), CsvFormat.RFC_4180);
        List<String> read = new ArrayList<>();
        while (records.next(width)) {
            String fault = records.fault();
            String cut = records.cutShort(width) ? " (cut)" : "";
            read.add(records.line()
                    + (fault == null ? ": " + String.join("|", records.fields()) : "! " + fault + ": " + records.text())
                    + cut);
        }
        return read;
    }

    @Test
    void splitsPlainAndQuotedFields() throws IOException {
        assertThat(read("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n,\"\"\n", 0))
                .containsExactly("1: a|b", "2: x, y|say \"hi\"", "3: |");
    }

    @Test
    void takesAnyLineBreakAndCountsLines() throws IOException {
        assertThat(read("a,b\r\nc,d\re,f\n\"g\r\nh\",i\nj,k", 2))
                .containsExactly("1: a|b", "2: c|d", "3: e|f", "4: g\r\nh|i", "6: j|k");
    }

    @Test
    void blankLinesAreNoRecords() throws IOException {
        assertThat(read("\n\na,b\n\r\n   \nc,d\n\n", 2)).containsExactly("3: a|b", "6: c|d");
    }

    @Test
    void saysWhyARowCannotBeUsed() throws IOException {
        assertThat(read("a,b\nc\nd,e,f\n\"x\" y,z\n,\n\0,q\ng,h\n", 2))
                .containsExactly(
                        "1: a|b",
                        "2! It has 1 field where the header has 2: c",
                        "3! It has 3 fields where the header has 2: d,e,f",
                        "4! Text follows a closing quotation mark: \"x\" y,z",
                        "5! All its fields are empty: ,",
                        "6! It holds a NUL byte: \0,q",
                        "7: g|h");
    }

    @Test
    void anOpenQuotationMarkCostsOnlyItsOwnLine() throws IOException {
        assertThat(read("a,b\n\"c,d\ne,f\n\"g\",h\ni,j\n", 2))
                .containsExactly(
                        "1: a|b", "2! Text follows a closing quotation mark: \"c,d", "3: e|f", "4: g|h", "5: i|j");
        assertThat(read("a,\"b\nc,d\ne,f\n", 2))
                .containsExactly("1! A quotation mark is opened and never closed: a,\"b", "2: c|d", "3: e|f");
    }

    @Test
    void theRestOfABrokenRowIsNoRow() throws IOException {
        assertThat(read("1,\"He said \"hi, there\" and\nleft, then\",x\n2,b\n", 3))
                .as("quotation marks inside, not doubled")
                .containsExactly(
                        "1! Text follows a closing quotation mark: 1,\"He said \"hi, there\" and",
                        "2! It may be the rest of the broken row above: left, then\",x",
                        "3! It has 2 fields where the header has 3: 2,b");
        assertThat(read("1,\"one\ntwo\",x,y\n2,b,c\n", 3))
                .as("well quoted, too wide")
                .containsExactly("1! It has 4 fields where the header has 3: 1,\"one\ntwo\",x,y", "3: 2|b|c");
        assertThat(read("1,\"a,b\n2,c,d\n3,\"e\",f\n4,5'10\",x\n", 3))
                .as("a row in between clears the suspicion")
                .containsExactly(
                        "1! Text follows a closing quotation mark: 1,\"a,b", "2: 2|c|d", "3: 3|e|f", "4: 4|5'10\"|x");
    }

    @Test
    void aQuotationMarkInsideAPlainFieldStays() throws IOException {
        assertThat(read("5'10\",Robert \"Bob\" Smith\n", 2)).containsExactly("1: 5'10\"|Robert \"Bob\" Smith");
    }

    @Test
    void emptyFieldsBehindTheLastColumnAreDropped() throws IOException {
        assertThat(read("a,b,,\nc,d,\n", 2)).containsExactly("1: a|b", "2: c|d");
    }

    @Test
    void noticesAnEndWithinARecord() throws IOException {
        assertThat(read("a,b,c\nd,e", 3)).last().asString().endsWith("(cut)");
        assertThat(read("a,b,c\nd,e,\"f", 3)).last().asString().endsWith("(cut)");
        assertThat(read("a,b,c\nd,e,\"f\ng", 3)).last().asString().endsWith("(cut)");
        assertThat(read("a,b,c\nd,e,f", 3)).last().asString().isEqualTo("2: d|e|f");
    }

    @Test
    void lineBreaksInsideFieldsSurviveWhereverTheBufferEnds() throws IOException {
        for (int shift = 0; shift < 40; shift++) {
            var text = new StringBuilder("x".repeat(shift + 1) + ",y\n");
            List<String> expected = new ArrayList<>(List.of("1: " + "x".repeat(shift + 1) + "|y"));
            for (int row = 0; row < 6_000; row++) {
                text.append("\"a\r\nb").append(row).append("\",\"c\r\n\"\n");
                expected.add((2 + row * 3) + ": a\r\nb" + row + "|c\r\n");
            }
            assertThat(read(text.toString(), 2)).isEqualTo(expected);
        }
    }

    @Test
    void readsRecordsLongerThanItsBuffer() throws IOException {
        String much = "x".repeat(200_000);
        assertThat(read("a," + much + "\nb,\"" + much + "\n" + "\"\nc,d\n", 2))
                .containsExactly("1: a|" + much, "2: b|" + much + "\n", "4: c|d");
        assertThat(read("a,\"" + much + much + "\nc,d\n", 2))
                .first()
                .asString()
                .startsWith("1! A quotation mark is opened and never closed");
    }
}
