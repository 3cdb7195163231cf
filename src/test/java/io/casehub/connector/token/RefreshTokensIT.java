package io.casehub.connector.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RefreshTokensIT {

    private final TestDatabase database = TestDatabase.cleared();

    @Test
    void aHubThatStartsAgainGoesOnWithTheTokenItWasGivenLast() throws IOException {
        try (var provider = new Provider()) {
            provider.rotate("consented");
            assertThat(started(provider, "consented").current()).isEqualTo("t1");

            assertThat(started(provider, "consented").current()).isEqualTo("t2");
            assertThat(started(provider, "consented").current()).isEqualTo("t3");

            assertThat(provider.asked.getLast()).contains("refresh_token=rotated-2&");
        }
    }

    @Test
    void whoReadsTheDatabaseReadsNoToken() throws IOException {
        try (var provider = new Provider()) {
            provider.rotate("consented");
            started(provider, "consented").keepAlive();

            var kept = database.jdbc().sql("select origin || sealed from oauth_refresh_token").query(byte[].class)
                    .single();

            assertThat(new String(kept, ISO_8859_1)).doesNotContain("rotated", "consented");
        }
    }

    @Test
    void anotherConsentBeginsAnew() throws IOException {
        try (var provider = new Provider()) {
            provider.rotate("first");
            started(provider, "first").keepAlive();
            provider.rotate("second");
            assertThatThrownBy(() -> started(provider, "first").current()).hasMessageContaining("invalid_grant");

            assertThat(started(provider, "second").current()).isEqualTo("t3");
        }
    }

    private Token started(Provider provider, String configured) {
        return new MailTokens(Clock.systemUTC(), new SimpleMeterRegistry(), new SealedRefreshTokens(database.jdbc()))
                .of("email", "support", provider.client(configured));
    }
}
