package io.casehub.landscape.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    @Test
    void numbersGoOnAfterARestart() {
        try (var journal = Journal.at(folder.resolve("journal.jsonl"))) {
            journal.asked("patch case", "7", "done", Map.of("status", "Solved"));
        }

        try (var journal = Journal.at(folder.resolve("journal.jsonl"))) {
            journal.changed("life", "case", "7", Map.of("status", "New"), Map.of("status", "Solved"));

            assertThat(journal.entries()).extracting(Journal.Entry::n).containsExactly(1L, 2L);
            assertThat(journal.entriesAfter(1)).extracting(Journal.Entry::by).containsExactly("life");
        }
    }

    @Test
    void aLineThatAKillCutOffIsForgotten() throws IOException {
        var file = folder.resolve("journal.jsonl");
        try (var journal = Journal.at(file)) {
            journal.asked("patch case", "7", "done", Map.of());
        }
        Files.writeString(file, "{\"n\":2,\"kin", StandardOpenOption.APPEND);

        try (var journal = Journal.at(file)) {
            journal.asked("patch case", "8", "done", Map.of());

            assertThat(journal.entries()).extracting(Journal.Entry::key).containsExactly("7", "8");
        }
    }
}
