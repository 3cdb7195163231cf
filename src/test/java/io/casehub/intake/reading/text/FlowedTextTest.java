package io.casehub.intake.reading.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.intake.reading.mime.MediaType.Wrapping;
import org.junit.jupiter.api.Test;

class FlowedTextTest {

    @Test
    void aLineThatEndsInABlankGoesOn() {
        assertThat(FlowedText.unfold("One \ntwo.\nThree.", Wrapping.FLOWED)).isEqualTo("One two.\nThree.");
    }

    @Test
    void aQuotationDoesNotFlowIntoWhatIsSaidBelow() {
        assertThat(FlowedText.unfold("> One \n> two \nThree. \n>> Four.", Wrapping.FLOWED)).isEqualTo(
                "> One two \nThree. \n>> Four.");
    }

    @Test
    void aSignatureStaysOne() {
        assertThat(FlowedText.unfold("One \n-- \nAnna", Wrapping.FLOWED)).isEqualTo("One \n-- \nAnna");
    }

    @Test
    void blanksThatWereAddedGoAgain() {
        assertThat(FlowedText.unfold("\u6771 \n\u4eac\n From", Wrapping.FLOWED_DELETING_SPACES)).isEqualTo(
                "\u6771\u4eac\nFrom");
    }

    @Test
    void otherTextIsLeftAsItIs() {
        assertThat(FlowedText.unfold("One \n two", Wrapping.FIXED)).isEqualTo("One \n two");
    }
}
