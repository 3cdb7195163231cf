package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.intake.Scanner.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClamdTest {

    @Test
    void theMailIsStreamedWholeAndTheAnswerIsRead() throws Exception {
        var raw = new byte[200_001];
        new Random(1).nextBytes(raw);

        assertThat(ask(raw, "stream: OK")).isEqualTo(new Verdict(null, "scanned by clamd"));
        assertThat(ask(raw, "stream: Win.Test.EICAR_HDB-1 FOUND").found()).isEqualTo("Win.Test.EICAR_HDB-1");
        assertThat(ask(raw, "INSTREAM size limit exceeded. ERROR").how()).startsWith("not scanned: larger");
    }

    @Test
    void whatIsNoAnswerLeavesTheMailWaiting() {
        assertThatThrownBy(() -> ask(new byte[1], "")).isInstanceOf(ScannerSilent.class)
                .hasMessageContaining("casehub.intake.clamd");
        assertThatThrownBy(() -> new Clamd("127.0.0.1", 1).scan(new ByteArrayInputStream(new byte[1])))
                .isInstanceOf(ScannerSilent.class);
    }

    private static Verdict ask(byte[] raw, String answer) throws Exception {
        try (var daemon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var heard = CompletableFuture.supplyAsync(() -> hear(daemon, answer));

            var verdict = new Clamd("127.0.0.1", daemon.getLocalPort()).scan(new ByteArrayInputStream(raw));

            assertThat(heard.get()).isEqualTo(raw);
            return verdict;
        }
    }

    private static byte[] hear(ServerSocket daemon, String answer) {
        try (var line = daemon.accept(); var in = new DataInputStream(line.getInputStream())) {
            assertThat(new String(in.readNBytes(10), UTF_8)).isEqualTo("zINSTREAM\0");
            var heard = new ByteArrayOutputStream();
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                heard.write(in.readNBytes(length));
            }
            line.getOutputStream().write((answer + "\0").getBytes(UTF_8));
            return heard.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
