package io.casehub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.intake.Scanner.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
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

    private static Verdict ask(byte[] raw, String answer) throws IOException {
        try (var clamd = new ScriptedClamd(answer)) {
            var verdict = clamd.client().scan(new ByteArrayInputStream(raw));

            assertThat(clamd.heard()).isEqualTo(raw);
            return verdict;
        }
    }
}
