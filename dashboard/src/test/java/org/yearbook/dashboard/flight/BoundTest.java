package org.yearbook.dashboard.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.junit.jupiter.api.Test;

class BoundTest {

    @Test
    void aNumberWithoutASignIsThatNumber() {
        try (BufferAllocator allocator = new RootAllocator();
                var one = new UInt1Vector("a", allocator);
                var two = new UInt2Vector("b", allocator);
                var four = new UInt4Vector("c", allocator);
                var eight = new UInt8Vector("d", allocator);
                var signed = new IntVector("e", allocator)) {
            one.setSafe(0, 200);
            two.setSafe(0, 65);
            four.setSafe(0, (int) 4_000_000_000L);
            eight.setSafe(0, -1);
            signed.setSafe(0, -7);
            assertThat(Bound.value(one)).isEqualTo(200);
            assertThat(Bound.value(two)).isEqualTo(65);
            assertThat(Bound.value(four)).isEqualTo(4_000_000_000L);
            assertThat(Bound.value(eight)).isEqualTo(new BigDecimal("18446744073709551615"));
            assertThat(Bound.value(signed)).isEqualTo(-7);
            two.setNull(0);
            assertThat(Bound.value(two)).isNull();
        }
    }
}
