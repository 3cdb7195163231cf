package io.casehub.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {

    private static final Duration PATIENCE = Duration.ofMillis(1100);

    @Test
    void whatDripsIsGivenUp() {
        assertThatThrownBy(() -> HttpAnswer.content(new Dripping(1_000_000), PATIENCE)).isInstanceOf(IOException.class)
                .hasMessageContaining("the answer drips");
    }

    @Test
    void whatIsSlowAndShortIsReadToItsEnd() throws IOException {
        assertThat(HttpAnswer.content(new Dripping(5), PATIENCE)).hasSize(5);
    }

    @Test
    void whatIsLongerThanTheHubTakesIsRefused() {
        assertThatThrownBy(() -> HttpAnswer.content(new ByteArrayInputStream(new byte[64_000_001]), PATIENCE))
                .isInstanceOf(IOException.class).hasMessageContaining("ask for smaller pages");
    }

    /** A byte every tenth of a second. */
    private static final class Dripping extends InputStream {

        private int left;

        Dripping(int bytes) {
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = read();
            if (read < 0) {
                return -1;
            }
            into[from] = (byte) read;
            return 1;
        }
    }
}
