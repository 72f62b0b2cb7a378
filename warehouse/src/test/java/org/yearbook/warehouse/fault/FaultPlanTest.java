package org.yearbook.warehouse.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultPlanTest {

    @Test
    void nothingHappensWhereNothingWasAskedFor() {
        assertThat(FaultPlan.of("")).isNull();
        assertThat(FaultPlan.OF_THIS_PROCESS).isNull();
        assertThatCode(FaultPoint.LAKE_COMMITTED::pass).doesNotThrowAnyException();
    }

    @Test
    void aPlanBreaksItsPointAtItsOccurrenceAndNothingElse() {
        FaultPlan plan = FaultPlan.of("fail@item-conformed#3");
        plan.reached(FaultPoint.ITEM_CONFORMED);
        plan.reached(FaultPoint.LANDED);
        plan.reached(FaultPoint.ITEM_CONFORMED);
        assertThatThrownBy(() -> plan.reached(FaultPoint.ITEM_CONFORMED))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasMessageContaining("item-conformed");
        assertThatCode(() -> plan.reached(FaultPoint.ITEM_CONFORMED)).doesNotThrowAnyException();
    }

    @Test
    void aPlanTellsWhatIsPassed(@TempDir Path folder) throws IOException {
        FaultPlan plan = FaultPlan.of("tell@" + folder.resolve("passed"));
        plan.reached(FaultPoint.SWEPT);
        plan.reached(FaultPoint.SWEPT);
        assertThat(Files.readAllLines(folder.resolve("passed"))).containsExactly("swept", "swept");
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() {
        assertThatThrownBy(() -> FaultPlan.of("explode")).hasMessageContaining("explode");
    }
}
