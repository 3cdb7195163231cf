package io.casehub.intake.reading.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of replies: programs, languages, and what is new in each. */
class RepliesTest {

    @TestFactory
    Stream<DynamicTest> tellsWhatIsNew() throws IOException {
        return Arrays.stream(table("replies.txt").split("(?m)^=== ")).skip(1).map(entry -> {
            var name = entry.lines().findFirst().orElseThrow();
            var parts = entry.substring(name.length()).split("(?m)^---$");

            return DynamicTest.dynamicTest(name, () -> assertThat(ReplyText.of(parts[0].strip()).newText())
                    .isEqualTo(parts[1].strip()));
        });
    }

    private static String table(String name) throws IOException {
        try (var in = RepliesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
