package io.casehub.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.cases.types.CaseType;
import io.casehub.cases.types.CaseTypes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types of {@code mappings/cases/} can be used as they come. */
class ShippedTypesIT {

    @Test
    void everyTypeIsInUseAndHasAQueueAndThoseThatAreOnlyOursHaveMoves(@TempDir Path temp) {
        try (var bench = new Arrivals(temp)) {
            var types = bench.rooms.get(CaseTypes.class);

            assertThat(types.refused()).isEmpty();
            assertThat(types.all()).extracting(CaseType::name).containsExactly("complaint", "delivery-problem",
                    "dispute", "question", "return", "ticket");
            assertThat(types.all()).allSatisfy(type -> assertThat(type.defaults().queue()).isNotNull());
            assertThat(types.all()).filteredOn(type -> type.moves().isEmpty()).extracting(CaseType::name)
                    .as("systems have these too, and decide where they may go")
                    .containsExactly("delivery-problem", "dispute", "return", "ticket");
        }
    }
}
