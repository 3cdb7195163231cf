package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Some thousand histories; {@code harness.SynchronisationIT} plays a hundred thousand and more. */
class SynchronisationTest {

    private static final int HISTORIES = 4000;

    @Test
    void whateverTheLineDoesTheHubAndTheSystemAgreeInTheEnd() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            assertThat(Synchronisation.play(seed)).isEmpty();
        }
    }

    @Test
    void whereNobodyElseChangesAnythingACaseNeverFollowsItsOwnEcho() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            assertThat(Synchronisation.playCalmly(seed)).isEmpty();
        }
    }
}
