package io.casehub.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedTest {

    @Test
    void aPatternSaysWhichFilesAreRead() {
        var wanted = new Wanted("orders-*.{csv,csv.gz}", "");

        assertThat(wanted.has("orders-1.csv")).isTrue();
        assertThat(wanted.has("orders-1.csv.gz")).isTrue();
        assertThat(wanted.has("customers-1.csv")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "a.csv.tmp", "a.csv.part", "a.csv.filepart", ".tmp"})
    void whatIsStillSentIsNeverRead(String name) {
        assertThat(new Wanted("*", "").has(name)).isFalse();
    }

    @Test
    void aMarkerSaysThatAFileIsWholeAndIsNoneItself() {
        var wanted = new Wanted("*", "{name}.ok");

        assertThat(wanted.marker("a.csv")).contains("a.csv.ok");
        assertThat(wanted.has("a.csv")).isTrue();
        assertThat(wanted.has("a.csv.ok")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "{name}"})
    void aMarkerThatIsNoOtherFileOfTheSameNameIsRefused(String ready) {
        assertThatThrownBy(() -> new Wanted("*", ready)).hasMessageContaining("such as {name}.ok");
    }
}
