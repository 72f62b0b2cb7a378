package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class YamlTextTest {

    @Test
    void whatPeopleWriteIsRead() {
        assertThat(YamlText.value("a.yaml", "a: &x [1, {b: 2}]\nc: *x\n"))
                .isEqualTo(Map.of("a", List.of(1, Map.of("b", 2)), "c", List.of(1, Map.of("b", 2))));
        assertThat(YamlText.value("a.yaml", "")).isNull();
        assertThat(YamlText.node("a.yaml", "")).isEmpty();
    }

    @Test
    void whatHasNoBottomIsRefusedBeforeAnybodyFalls() {
        for (String deep : List.of("[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(60), "? ".repeat(60))) {
            assertThatThrownBy(() -> YamlText.node("a.yaml", deep)).isInstanceOf(YamlEngineException.class);
        }
        assertThatThrownBy(() -> YamlText.node("a.yaml", "[".repeat(51) + "]".repeat(51)))
                .hasMessageContaining("too deep");
        assertThat(YamlText.node("a.yaml", "[".repeat(50) + "]".repeat(50))).isPresent();
    }

    @Test
    void halfASignAtTheEndIsRefusedWhereverItStands() {
        for (int length = 1000; length < 1050; length++) {
            String half = "#" + "x".repeat(length) + '\ud83d';
            assertThatThrownBy(() -> YamlText.node("a.yaml", half)).isInstanceOf(YamlEngineException.class);
        }
    }

    @Test
    void nothingHoldsItselfOrGrowsWithoutEnd() {
        assertThatThrownBy(() -> YamlText.node("a.yaml", "&a [1, [*a]]")).hasMessageContaining("holds itself");
        String lines = "a0: &a0 [1]\n";
        for (int line = 1; line < 12; line++) {
            lines += "a%d: &a%d [*a%d, *a%d]\n".formatted(line, line, line - 1, line - 1);
        }
        String growing = lines;
        assertThatThrownBy(() -> YamlText.value("a.yaml", growing)).isInstanceOf(YamlEngineException.class);
    }
}
