package io.casehub.intake.reading.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mon, 26 Oct 2026 09:15:30 +0100 | 2026-10-26T08:15:30Z
            26 Oct 2026 09:15 +0100 (CET) | 2026-10-26T08:15:00Z
            26 Oct 26 09:15:30 EST | 2026-10-26T14:15:30Z
            26-Oct-2026 09:15:30 GMT | 2026-10-26T09:15:30Z
            Mon Oct 26 09:15:30 2026 | 2026-10-26T09:15:30
            Mon Oct 26 09:15:30 CET 2026 | 2026-10-26T08:15:30Z
            2026-10-26T09:15:30Z | 2026-10-26T09:15:30Z
            2026-10-26 09:15:30.123 +01:00 | 2026-10-26T08:15:30Z
            10/26/2026 9:15 PM | 2026-10-26T21:15
            26.10.2026 09:15 | 2026-10-26T09:15
            Montag, 26. Oktober 2026 09:15 | 2026-10-26T09:15
            lundi 26 octobre 2026 à 09h15 | 2026-10-26T09:15
            Mon, 26 Oct 2026 12:05 AM | 2026-10-26T00:05
            2026년 10월 26일 오후 3:15 | 2026-10-26T15:15
            Mon, 26 Oct 2026 09:15:30 +0100 (Mitteleurop�ische Zeit) | 2026-10-26T08:15:30Z
            """)
    void readsHowDatesAreWritten(String written, String iso) {
        assertThat(WrittenDate.of(written).orElseThrow().iso()).isEqualTo(iso);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "99 Foo 2026", "Mon, 31 Feb 2026 10:00:00", "26 Oct 1066 10:00", "10:00"})
    void isEmptyWhereItIsNone(String written) {
        assertThat(WrittenDate.of(written)).isEmpty();
    }
}
