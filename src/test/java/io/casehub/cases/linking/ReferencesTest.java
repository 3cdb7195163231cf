package io.casehub.cases.linking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Where is B-240123?", "where is b240123", "B 240123 please", "my order B/240.123",
            "Ｂ－２４０１２３",
            "Bestellung: B–240123, danke", "order 240123!", "(240123)"})
    void whoeverWritesANumberMeansIt(String text) {
        assertThat(References.in(text)).containsAnyElementsOf(References.names("B-240123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "call me at 10:30", "3 lamps", "no number at all", "B-24", "> B-240123 you wrote"})
    void whatIsNoNumberIsNone(String text) {
        assertThat(References.in(text)).doesNotContainAnyElementsOf(References.names("B-240123"));
    }

    @Test
    void aParcelsNumberIsFoundHoweverItIsSplit() {
        assertThat(References.in("Sendung 0034 0434 1610 9404 2557")).contains("00340434161094042557");
        assertThat(References.in("Parcel RR123456785DE")).containsAnyElementsOf(References.names("RR 123 456 785 DE"));
    }

    @ParameterizedTest
    @CsvSource({"B240132, B240123, true", "B240124, B240123, true", "240124, 240123, true", "B24012, B240123, false",
            "C240123, B240123, false", "B240213, B240123, true", "B204132, B240123, false", "B240123, B240123, false",
            "12345, 12346, false"})
    void aSlipIsOneWrongFigureOrTwoSwapped(String written, String meant, boolean isSlip) {
        assertThat(References.isSlip(written, meant, 6)).isEqualTo(isSlip);
    }

    @Test
    void aLongTextIsReadInTimeAndBounded() {
        assertThat(References.in("1234 ".repeat(50_000))).hasSizeLessThanOrEqualTo(201);
    }
}
