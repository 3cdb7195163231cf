package io.casehub.intake.reading.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "---------- Forwarded message ---------\nFrom: Ann <a@b.example>\nDate: Mon, Oct 26, 2026 at 9:15 AM\nSubject: Cup\nTo: x",
            "-------- Weitergeleitete Nachricht --------\nBetreff: Cup\nDatum: Mon, 26 Oct 2026 09:15:00\nVon: Ann <a@b.example>\nAn: x",
            "---------- Forwarded message ---------\nDe : Ann <a@b.example>\nDate: lun. 26 oct. 2026 à 09:15\nSubject: Cup\nTo: x",
            "Début du message réexpédié :\n\n> De : Ann <a@b.example>\n> Objet : Cup\n> Date : 26 octobre 2026 à 09:15:00\n> À : x",
            "---------- Mensaje reenviado ---------\nDe: Ann <a@b.example>\nDate: lun, 26 oct 2026 a las 9:15\nAsunto: Cup\nPara: x",
            "Inizio messaggio inoltrato:\n\n> Da: Ann <a@b.example>\n> Oggetto: Cup\n> Data: 26 ottobre 2026 09:15:00\n> A: x",
            "---------- Mensagem encaminhada ---------\nDe: Ann <a@b.example>\nData: seg., 26 de out. de 2026 às 09:15\nAssunto: Cup\nPara: x",
            "Begin doorgestuurd bericht:\n\nVan: Ann <a@b.example>\nOnderwerp: Cup\nDatum: 26 oktober 2026 09:15\nAan: x",
            "-------- Przekazana wiadomość --------\nTemat: Cup\nData: 26 października 2026 09:15\nOd: Ann <a@b.example>\nDo: x",
            "Vidarebefordrat meddelande:\n\nFrån: Ann <a@b.example>\nÄmne: Cup\nDatum: 26 oktober 2026 09:15\nTill: x",
            "Start på videresendt besked:\n\nFra: Ann <a@b.example>\nEmne: Cup\nDato: 26. oktober 2026 kl. 09.15\nTil: x",
            "-------- Välitetty viesti --------\nAihe: Cup\nPäiväys: 26. lokakuuta 2026 9.15\nLähettäjä: Ann <a@b.example>\nVastaanottaja: x",
            "-------- Přeposlaná zpráva --------\nPředmět: Cup\nDatum: 26. října 2026 9:15\nOd: Ann <a@b.example>\nKomu: x",
            "-------- Пересылаемое сообщение --------\nОт: Ann <a@b.example>\nДата: 26 октября 2026 г., 9:15\nТема: Cup\nКому: x",
            "---------- Yönlendirilmiş ileti ---------\nKimden: Ann <a@b.example>\nTarih: 26 Ekim 2026 09:15\nKonu: Cup\nKime: x",
            "---------- 転送されたメッセージ ---------\n差出人: Ann <a@b.example>\n日時: 2026年10月26日 9:15\n件名: Cup\n宛先: x",
            "---------- 转发的邮件 ---------\n发件人: Ann <a@b.example>\n日期: 2026年10月26日 09:15\n主题: Cup\n收件人: x",
            "---------- 전달된 메시지 ---------\n보낸 사람: Ann <a@b.example>\n날짜: 2026년 10월 26일 오전 9:15\n제목: Cup\n받는 사람: x"})
    void readsWhatWasPassedOn(String header) {
        var forwarded = Forwarded.in("See below.\n\n" + header + "\n\nIt is broken.", "Cup").orElseThrow();

        assertThat(forwarded.from()).hasToString("Address[address=a@b.example, name=Ann]");
        assertThat(forwarded.subject()).isEqualTo("Cup");
        assertThat(forwarded.date()).isEqualTo("2026-10-26T09:15");
        assertThat(forwarded.text()).isEqualTo("It is broken.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FW: Cup", "WG: Cup", "TR: Cup", "RV: Cup", "I: Cup", "ENC: Cup", "Doorst: Cup", "VB: Cup",
            "PD: Cup", "VL: Cup"})
    void knowsByTheSubjectThatOutlookPassedItOn(String subject) {
        var text = "Look.\n\nFrom: Ann <a@b.example>\nSent: Monday\nTo: x\nSubject: Cup\n\nIt is broken.";

        assertThat(Forwarded.in(text, subject).orElseThrow().text()).isEqualTo("It is broken.");
        assertThat(Forwarded.in(text, "RE: Cup")).isEmpty();
    }

    @Test
    void nothingIsPassedOnWhereSomebodyOnlySpeaksOfIt() {
        assertThat(Forwarded.in("The forwarded message: I lost it.\nFrom: where?", "Cup")).isEmpty();
    }
}
