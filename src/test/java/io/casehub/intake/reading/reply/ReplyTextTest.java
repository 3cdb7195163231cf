package io.casehub.intake.reading.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"On Tue, 27 Oct 2026 at 10:00, Ann Lee <ann@acme.example> wrote:",
            "Am 27.10.2026 um 10:00 schrieb Ann Lee <ann@acme.example>:", "Am Di., 27. Okt. 2026 schrieb Ann Lee:",
            "Le mar. 27 oct. 2026 à 10:00, Ann Lee <ann@acme.example> a écrit :",
            "El mar, 27 oct 2026 a las 10:00, Ann Lee (<ann@acme.example>) escribió:",
            "Il giorno mar 27 ott 2026 alle 10:00 Ann Lee ha scritto:", "Op di 27 okt. 2026 om 10:00 schreef Ann Lee:",
            "Den tis 27 okt. 2026 kl 10:00 skrev Ann Lee:",
            "27.10.2026 10:00 пользователь \"Ann\" <ann@acme.example> написал:",
            "> On 27 Oct 2026, at 10:00, Ann Lee wrote:", "2026年10月27日 10:00 Ann Lee <ann@acme.example>:"})
    void knowsHowProgramsAnnounceAQuotation(String announcement) {
        assertThat(ReplyText.of("Thanks!\n\n" + announcement + "\n> How are you?\n> Ann").newText())
                .isEqualTo("Thanks!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----Original Message-----", "-------- Ursprüngliche Nachricht --------",
            "From: Ann <ann@acme.example>\nSent: Tuesday\nTo: Bob\nSubject: Cups",
            "Von: Ann\nGesendet: Dienstag\nAn: Bob\nBetreff: Tassen",
            "Kimden: Ann <ann@acme.example>\nGönderilme: 2 Kasım 2026\nKime: Bob\nKonu: Ynt: Cups",
            "De : Ann\nEnvoyé : mardi\nÀ : Bob\nObjet : Tasses",
            "________________________________\nDate: Tuesday\nSubject: Cups\nFrom: ann@acme.example"})
    void cutsAtTheHeaderOfTheMailAnswered(String header) {
        assertThat(ReplyText.of("Thanks!\n\n" + header + "\n\nHow are you?").newText()).isEqualTo("Thanks!");
    }

    @Test
    void keepsAnswersBetweenAndBelowQuotations() {
        assertThat(ReplyText
                .of("Hi,\nOn 27 Oct, Ann wrote:\n> Which cup?\nThe blue one.\n\n> And when?\n\nFriday.\n-- \nBob")
                .newText())
                .isEqualTo("Hi,\nThe blue one.\n\nFriday.");
    }

    @Test
    void takesNoOrdinarySentenceForAQuotation() {
        var text = "On Monday I wrote to you -- nobody answered.\nFrom: what I see it is lost.\n\nThese are missing:\n- cup";

        assertThat(ReplyText.of(text).newText()).isEqualTo(text);
    }

    @Test
    void isEmptyWhereAllIsQuotation() {
        assertThat(ReplyText.of("On 27 Oct 2026, Ann wrote:\n> Which cup?").newText()).isEmpty();
    }

    @Test
    void whatTheTelephoneAddedIsNotWhatSomebodySaid() {
        assertThat(ReplyText.of("Yes, please.\n\nVon meinem iPhone gesendet\n\n> Shall we?").newText())
                .isEqualTo("Yes, please.");
        assertThat(ReplyText.of("It was\nsent from my office in Ulm.").newText())
                .isEqualTo("It was\nsent from my office in Ulm.");
    }
}
