package io.casehub.cases.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file is: by its bytes first, then by its name and by what is said. */
class FileTypesTest {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', value = {"%PDF-1.7 x | a.pdf | application/pdf | application/pdf",
            "%PDF-1.7 x | scan | - | application/pdf",
            "%PDF-1.7 x | a.pdf | application/octet-stream | application/pdf",
            "%PDF-1.7 x | a.pdf | nonsense | application/pdf", "%PDF-1.7 x | a.pdf | image/png | application/pdf",
            "a,b;c | a.csv | application/vnd.ms-excel | text/csv", "a,b;c | a | text/csv; charset=utf-8 | text/csv",
            "plain words | a.txt | text/plain | text/plain", "PK\u0003\u0004zip | a.docx | - | " + WORD,
            "PK\u0003\u0004zip | a | " + WORD + " | " + WORD,
            "\u00ff\u00d8\u00ff\u00e0x | a.jpg | image/jpg | image/jpeg"})
    void theBytesDecideAndTheRestMayOnlySayItMorePrecisely(String bytes, String name, @Nullable String claim,
            String type) {
        assertThat(types().of(content(bytes), name, claim)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', value = {
            "MZ\u0090\u0000\u0003\u0000 | a.pdf | application/pdf | by its bytes",
            "%PDF-1.7 x | a.png | image/png | is application/pdf by its bytes, and image/png",
            "plain words | a.png | image/png | by its bytes",
            "<html><body>x</body></html> | a.txt | text/plain | is text/html, which is not taken",
            "plain words | a | text/html | is text/html, which is not taken",
            "<svg xmlns='http://www.w3.org/2000/svg'/> | a.svg | image/svg+xml | not taken",
            "PK\u0003\u0004zip | a.zip | application/zip | not taken", "a\u0001\u0002\u0003b | a | - | not taken"})
    void whatIsNotTakenOrNotWhatItIsSaidToBeIsRefused(String bytes, String name, @Nullable String claim,
            String sentence) {
        assertThatThrownBy(() -> types().of(content(bytes), name, claim)).isInstanceOf(DocumentRefused.class)
                .hasMessageContaining(sentence);
    }

    private Content content(String bytes) {
        return new Drafts(folder, 1000).of(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static FileTypes types() {
        return new FileTypes(List.of("application/pdf", "text/plain", "text/csv", WORD, "image/jpeg", "image/png"));
    }
}
