package io.casehub.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: an answer, soon, that is bounded and told in valid JSON. The long run is
 * {@code ./mvnw verify -Pharness -Dit.test=FuzzTest -Dharness.minutes=10}.
 */
class FuzzTest {

    private static final int A_FEW = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 8_000_000;

    private final MailReader reader = new MailReader(MailSettings.none());

    @Test
    void aFewThousandBrokenMailsHaveAnAnswer() throws IOException, URISyntaxException {
        var mutations = new MailMutations(seeds(), 20261122);
        for (int i = 0; i < A_FEW; i++) {
            answers(mutations.next(), "seed 20261122, mail " + i);
        }
    }

    @Test
    @Tag("harness")
    void brokenMailsHaveAnAnswerForMinutes() throws IOException, URISyntaxException {
        long seed = Long.getLong("harness.seed", System.nanoTime());
        long end = System.nanoTime() + Duration.ofMinutes(Integer.getInteger("harness.minutes", 10)).toNanos();
        var mutations = new MailMutations(seeds(), seed);
        int count = 0;
        while (System.nanoTime() < end) {
            answers(mutations.next(), "seed " + seed + ", mail " + count++);
        }
        System.out.printf("%,d broken mails were read, seed %d%n", count, seed);
    }

    private void answers(byte[] raw, String which) {
        long start = System.nanoTime();

        var mail = reader.read(raw);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(which).isLessThan(LONGEST);
        assertThat(mail.get("warnings")).as(which)
                .noneMatch(warning -> warning.asText().contains("in part only"));
        assertThat(mail.toString()).as(which).hasSizeLessThan(LARGEST_ANSWER).doesNotContain("\\u0000");
    }

    /** Our own messages, and those of others where they are at hand. */
    private static List<byte[]> seeds() throws IOException, URISyntaxException {
        var own = Path.of(Objects.requireNonNull(FuzzTest.class.getResource("messages")).toURI());
        var others = Path.of("/work/shared/data/mail");
        try (var files = Stream.concat(Files.walk(own.getParent()),
                Files.isDirectory(others) ? Files.walk(others) : Stream.empty())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(eml|msg|html|txt)") && size(file) < 100_000)
                    .sorted().map(FuzzTest::bytes).toList();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
