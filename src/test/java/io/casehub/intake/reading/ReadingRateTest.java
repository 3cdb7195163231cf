package io.casehub.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How many mails a second one thread reads: the public ones that lie at hand, up to 50 KB each,
 * over and over.
 */
@Tag("harness")
class ReadingRateTest {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 10;

    private final MailReader reader = new MailReader(MailSettings.none());

    @Test
    void readsManyMailsASecond() throws IOException {
        var mails = mails(Path.of("/work/shared/data/mail"));
        for (int i = 0; i < WARM_UP; i++) {
            mails.forEach(reader::read);
        }
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            mails.forEach(reader::read);
        }
        double rate = ROUNDS * mails.size() / ((System.nanoTime() - start) / 1e9);

        System.out.printf("%,.0f mails/s, %d different ones, %,d bytes on average%n", rate, mails.size(),
                mails.stream().mapToInt(mail -> mail.length).sum() / mails.size());
        assertThat(rate).isGreaterThan(50);
    }

    private static List<byte[]> mails(Path folder) throws IOException {
        var mails = new ArrayList<byte[]>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.size(file) <= 50_000 && file.toString().matches(".*\\.(eml|msg)")) {
                    mails.add(Files.readAllBytes(file));
                }
            }
        }
        return mails;
    }
}
