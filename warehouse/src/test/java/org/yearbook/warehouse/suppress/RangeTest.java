package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void measure() {
        for (long width : new long[] {5}) {
            long begun = System.nanoTime();
            long hidden = 0, all = 0, primary = 0, narrow3 = 0, narrow5 = 0, exact = 0, narrow10 = 0;
            for (long seed : LongStream.rangeClosed(1, 30).toArray()) {
                List<Number> truth = Microdata.numbers(seed, false);
                List<Number> published = SuppressionTest.hide(truth, Rules.of(10, width));
                all += published.size();
                hidden += published.stream().filter(Number::hidden).count();
                for (Ranges.Range range : Ranges.of(published, truth, 10)) {
                    primary++;
                    exact += range.width() < 1 ? 1 : 0;
                    narrow3 += range.width() < 2.99 ? 1 : 0;
                    narrow5 += range.width() < 4.99 ? 1 : 0;
                    narrow10 += range.width() < 9.99 ? 1 : 0;
                    if (range.width() < 4.99) System.out.println(seed + " " + range);
                }
            }
            System.out.printf("RANGE %d all %d hidden %d primary %d exact %d <3 %d <5 %d <10 %d, %d s%n", width, all, hidden, primary, exact, narrow3, narrow5, narrow10, (System.nanoTime() - begun) / 1_000_000_000);
        }
        assertThat(1).isEqualTo(1);
    }
}
