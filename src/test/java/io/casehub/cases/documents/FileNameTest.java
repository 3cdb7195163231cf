package io.casehub.cases.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({"invoice.pdf, invoice.pdf", "../../etc/passwd, passwd", "'C:\\Users\\ada\\Bild 1.png', Bild 1.png",
            "'a\r\nSet-Cookie: x.txt', aSet-Cookie_ x.txt", "'exe\u202Efdp.txt', exefdp.txt", "'  .. ', document",
            "'.htaccess', htaccess", "'what?<is>*this|.txt', what__is__this_.txt", "'Mu\u0308ller.pdf', Müller.pdf",
            "'請求書.pdf', 請求書.pdf", "'', document"})
    void aNameIsSafeWhereverItIsSaved(String given, String safe) {
        assertThat(FileName.safe(given)).isEqualTo(safe);
    }

    @Test
    void aLongNameKeepsItsEndingAndNoHalfCharacter() {
        assertThat(FileName.safe("a".repeat(300) + ".pdf")).hasSize(200).endsWith("aa.pdf");
        assertThat(FileName.safe("a".repeat(195) + "😀😀.pdf")).isEqualTo("a".repeat(195) + ".pdf");
        assertThat(FileName.safe(null)).isEqualTo("document");
    }
}
