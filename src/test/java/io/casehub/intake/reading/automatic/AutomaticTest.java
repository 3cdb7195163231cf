package io.casehub.intake.reading.automatic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.intake.reading.MailReader;
import io.casehub.intake.reading.MailSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticTest {

    private final MailReader reader = new MailReader(MailSettings.none());

    @ParameterizedTest
    @ValueSource(strings = {"Out of Office: Cup", "Automatic reply: Cup", "Abwesenheitsnotiz: Tasse",
            "Automatische Antwort: Tasse", "Réponse automatique : Tasse", "Respuesta automática: Taza",
            "Risposta automatica: Tazza", "Resposta automática: Caneca", "Automatisch antwoord: Kop",
            "Odpowiedź automatyczna: Kubek", "Autosvar: Kopp", "Automatisk svar: Kop", "Automaattinen vastaus: Kuppi",
            "Automatická odpověď: Hrnek", "Автоматический ответ: Чашка", "Otomatik yanıt: Fincan", "自動応答: カップ",
            "自动答复: 杯子", "자동 회신: 컵", "Re: Out of office"})
    void knowsByTheSubjectWhoIsAway(String subject) {
        assertThat(read("Subject: " + subject + "\r\n\r\nI am back on Monday.").at("/automatic/is").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ich bin bis 3. November nicht im Büro und lese keine Mails.",
            "Je suis absent jusqu'au 3 novembre.", "I am currently out of the office until Monday.",
            "Ik ben met vakantie tot 3 november.", "Jag är på semester till den 3 november.",
            "Jestem na urlopie do 3 listopada.", "Я в отпуске до 3 ноября."})
    void knowsByTheTextWhoIsAway(String text) {
        assertThat(read("Subject: Cup\r\n\r\n" + text).at("/automatic/is").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Can you call me? I am out of the office until Monday.",
            "The courier told me that nobody was in the office.", "The automatic lid of the cup is broken."})
    void takesNoPersonForAProgram(String text) {
        assertThat(read("Subject: Office cup\r\n\r\n" + text).at("/automatic/is").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Undeliverable: Cup | Delivery has failed to these recipients or groups: gone@b.example (550 5.1.10 not found) | gone@b.example | 5.1.10 | true
            Unzustellbar: Tasse | Ihre Nachricht hat einige oder alle Empfänger nicht erreicht. gone@b.example #5.1.1 | gone@b.example | 5.1.1 | true
            Undelivered Mail Returned to Sender | This is the mail system at host mx.b.example. <gone@b.example>: host x said: 550 no such user | gone@b.example | 5.0.0 | true
            Returned mail: User unknown | The following addresses had permanent fatal errors: <gone@b.example> | gone@b.example | | true
            Delivery Status Notification (Delay) | It has not yet been delivered to gone@b.example: 451 4.7.1 greylisted | gone@b.example | 4.7.1 | false
            Non remis : Tasse | Échec de la remise à ces destinataires : gone@b.example | gone@b.example | | true
            Не удалось доставить | Не удалось доставить сообщение gone@b.example 550 | gone@b.example | | true
            """)
    void readsReportsInWords(String subject, String text, String recipient, String status, boolean permanent) {
        var bounce = read("From: postmaster@mx.example\r\nSubject: " + subject + "\r\n\r\n" + text).get("bounce");

        assertThat(bounce.path("is").asBoolean()).isTrue();
        assertThat(bounce.path("recipient").asText()).isEqualTo(recipient);
        assertThat(bounce.path("status").asText(null)).isEqualTo(status);
        assertThat(bounce.path("permanent").asBoolean()).isEqualTo(permanent);
    }

    @Test
    void aCustomerWhoseOwnMailCameBackIsNoBounce() {
        var mail = read("From: bob@b.example\r\nSubject: Undeliverable parcel\r\n\r\nMy parcel came back.");

        assertThat(mail.at("/bounce/is").asBoolean()).isFalse();
    }

    private JsonNode read(String mail) {
        return reader.read(mail.getBytes(UTF_8));
    }
}
