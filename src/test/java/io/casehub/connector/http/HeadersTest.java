package io.casehub.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void eachLineIsAHeader() {
        assertThat(Headers.parse("X-Api-Key: s3cret\n\n  If-Match: \"3\"  \nLink: https://x.example/a:b\n"))
                .containsExactly(entry("X-Api-Key", "s3cret"), entry("If-Match", "\"3\""),
                        entry("Link", "https://x.example/a:b"));
        assertThat(Headers.parse("")).isEmpty();
    }

    @Test
    void aUserAndHisPasswordAreEncodedWhateverTheyAreWrittenWith() {
        assertThat(Headers.parse("Authorization: Basic Jürgen:a:b c")).containsEntry("Authorization",
                "Basic SsO8cmdlbjphOmIgYw==");
        assertThat(Headers.parse("Authorization: Basic SsO8cmdlbjphOmIgYw==")).containsEntry("Authorization",
                "Basic SsO8cmdlbjphOmIgYw==");
    }

    @Test
    void aLineThatIsNoHeaderIsRefusedWithoutSayingWhatItHolds() {
        assertThatThrownBy(() -> Headers.parse("s3cret")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> Headers.parse(": s3cret")).hasMessageNotContaining("s3cret");
    }
}
