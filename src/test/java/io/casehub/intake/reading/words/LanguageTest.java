package io.casehub.intake.reading.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | The cup that you sent me is broken, please send another one.
            de | Die Tasse ist zerbrochen, bitte schicken Sie mir eine neue.
            fr | La tasse que vous avez envoyée est cassée, merci de la remplacer.
            es | La taza que me enviaron está rota, por favor envíen otra.
            it | La tazza che mi avete spedito è rotta, potete mandarne un'altra?
            pt | A caneca que vocês enviaram está quebrada, por favor mandem outra.
            nl | De kop die u heeft gestuurd is kapot, graag een nieuwe.
            pl | Kubek jest stłuczony, proszę o przesłanie nowego.
            sv | Koppen som ni skickade är trasig, jag vill ha en ny.
            fi | Kuppi on rikki, lähettäkää minulle uusi kiitos.
            cs | Hrnek je rozbitý, prosím pošlete mi nový.
            tr | Gönderdiğiniz fincan kırık, lütfen bir tane daha gönderin.
            ru | Чашка разбита, пришлите мне, пожалуйста, новую.
            uk | Чашка розбита, надішліть мені, будь ласка, іншу.
            ja | カップが壊れています。新しいものを送ってください。
            zh | 杯子坏了，请再寄一个。
            ko | 컵이 깨졌습니다. 새것을 보내 주세요.
            el | Το φλιτζάνι έσπασε, παρακαλώ στείλτε άλλο.
            """)
    void knowsTheLanguageOfAShortLetter(String language, String text) {
        assertThat(Language.of(text)).contains(language);
    }

    @Test
    void saysNothingWhereNothingTells() {
        assertThat(Language.of("12345 WEB-1013 https://acme.example/the/and")).isEmpty();
    }
}
