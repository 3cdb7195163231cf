package io.casehub.view.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.model.CustomerId;
import io.casehub.view.search.Text.Kind;
import io.casehub.view.search.Text.Name;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the index costs as texts come, and how quick they are found among many: {@code ./mvnw verify
 * -Pharness -Dit.test=SearchLoadIT}; {@code -Dharness.texts=…} changes the number.
 */
@Tag("harness")
class SearchLoadIT {

    private static final int PAGE = 500;
    private static final int WORDS = 80;
    private static final int VOCABULARY = 60_000;
    private static final int ASKED = 200;

    private final int texts = Integer.getInteger("harness.texts", 300_000);
    private final Random random = new Random(7);

    @Test
    void manyTextsAreKeptAndFound() {
        var database = TestDatabase.fresh();
        try (var rooms = Rooms.open(database, Path.of("mappings"), "ingest", "audit", "identity", "cases",
                "outbound.corrections", "view")) {
            fill(rooms.get(TextTable.class));
            database.jdbc().sql("vacuum analyze").update();
            var search = rooms.get(Search.class);
            for (var asked : List.of("rare", "usual", "very common", "two words", "phrase", "number")) {
                var times = IntStream.range(0, ASKED).mapToDouble(n -> {
                    long from = System.nanoTime();
                    search.find(
                            new SearchFilter(query(asked), Set.of(), null, Set.of(), null, null, null, null, null, 20));
                    return (System.nanoTime() - from) / 1e6;
                }).sorted().toArray();
                System.out.printf("| %s | %.1f | %.1f |%n", asked, times[ASKED / 2], times[ASKED * 95 / 100]);
                assertThat(times[ASKED / 2]).as(asked).isLessThan(5000);
            }
        }
    }

    private void fill(TextTable table) {
        long reading = 0;
        long saving = 0;
        for (int page = 0; page < texts / PAGE; page++) {
            int first = page * PAGE;
            var said = IntStream.range(0, PAGE).mapToObj(n -> text(first + n)).toList();
            long from = cpu();
            var read = IntStream.range(0, PAGE).mapToObj(n -> new Text(
                    new Name("crm", Kind.INTERACTION, "i" + (first + n)), null, CustomerId.next(), null, null,
                    Instant.EPOCH.plusSeconds(first + n), Vector.of(List.of(new Part("text", 'D', said.get(n))))))
                    .toList();
            reading += cpu() - from;
            long then = System.nanoTime();
            table.save(read);
            saving += System.nanoTime() - then;
        }
        System.out.printf("%d texts of %d words: %.1f us CPU to take apart, %.1f us (wall) to keep, each%n", texts,
                WORDS,
                reading / 1e3 / texts, saving / 1e3 / texts);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private String query(String asked) {
        return switch (asked) {
            case "rare" -> word(VOCABULARY - 1 - random.nextInt(1000));
            case "usual" -> word(200 + random.nextInt(100));
            case "very common" -> word(0);
            case "two words" -> word(20 + random.nextInt(20)) + " " + word(500 + random.nextInt(100));
            case "phrase" -> "\"" + word(0) + " " + word(1) + "\"";
            default -> "B-" + (1_000_000 + random.nextInt(texts));
        };
    }

    /** Words as in a language: the n-th as often as one in n. */
    private String text(int n) {
        return IntStream.range(0, WORDS).mapToObj(any -> word((int) Math.pow(VOCABULARY, random.nextDouble()) - 1))
                .collect(Collectors.joining(" ", "B-" + (1_000_000 + n) + " ", ""));
    }

    private static String word(int n) {
        return "w"
                + Integer.toString(n, 26).chars().mapToObj(c -> String.valueOf((char) (Character.digit(c, 26) + 'b')))
                        .collect(Collectors.joining());
    }
}
