package io.casehub.connector.files.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.ingest.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as systems write them, and as nobody should. */
class FileFormatTest {

    private static final Map<String, String> CSV = Map.of("format", "csv", "delimiter", ";");
    private static final Map<String, String> FIXED = Map.of("format", "fixed", "columns", "id:1-4, name:5-10",
            "skip", "^(HDR|TRL)");
    private static final Map<String, String> LINES = Map.of("format", "json-lines");
    private static final Map<String, String> JSON = Map.of("format", "json");
    private static final Map<String, String> XML = Map.of("format", "xml", "records", "/orders/order");

    @Test
    void csvValuesAreTextAlsoWhereTheyLookLikeNumbers() {
        assertThat(read(CSV, "id;amount;name\n007;1,50;\n"))
                .containsExactly("{\"id\":\"007\",\"amount\":\"1,50\",\"name\":\"\"}");
    }

    @Test
    void aQuotedValueMayHoldDelimitersQuotesAndLines() {
        assertThat(read(CSV, "id;name\r\n1;\"Blum; \"\"Räder\"\"\r\nWien\"\r\n2;5\" Rohr\r\n"))
                .containsExactly("{\"id\":\"1\",\"name\":\"Blum; \\\"Räder\\\"\\nWien\"}",
                        "{\"id\":\"2\",\"name\":\"5\\\" Rohr\"}");
    }

    @Test
    void aRowWithTooManyOrTooFewValuesIsUnreadableAlone() {
        assertThat(read(CSV, "id;name\n1;a\n2\n3;c;x\n\n4;d"))
                .containsExactly("{\"id\":\"1\",\"name\":\"a\"}",
                        "2 ! f, line 3: has 1 values where there are 2 columns",
                        "3;c;x ! f, line 4: has 3 values where there are 2 columns",
                        "{\"id\":\"4\",\"name\":\"d\"}");
    }

    @Test
    void aQuoteThatNobodyClosesCostsItsOwnLineOnly() {
        assertThat(read(CSV, "id;name\n1;\"open\n2;b\n3;\"c;c\"\n"))
                .containsExactly("1;\"open ! f, line 2: has text behind a closing quote",
                        "{\"id\":\"2\",\"name\":\"b\"}", "{\"id\":\"3\",\"name\":\"c;c\"}");
        assertThat(read(CSV, "id;name\n1;\"open\n2;b\n"))
                .containsExactly("1;\"open ! f, line 2: opens a quote that is never closed",
                        "{\"id\":\"2\",\"name\":\"b\"}");
    }

    @Test
    void columnsMayBeNamedByTheRouteAndQuotesBeNone() {
        assertThat(read(Map.of("format", "csv", "delimiter", "tab", "quote", "none", "columns", "id, name", "skip",
                "^id\t"), "id\twhat\n1\t\"a\n"))
                .containsExactly("{\"id\":\"1\",\"name\":\"\\\"a\"}");
    }

    @Test
    void aHeaderThatNamesTwoColumnsAlikeBreaksTheFile() {
        assertThatThrownBy(() -> read(CSV, "id;id\n1;2\n")).isInstanceOf(FileBroken.class)
                .hasMessage("f: two columns have one name; give the names by the parameter columns");
    }

    @Test
    void aColumnWithoutANameIsCalledByItsPlace() {
        assertThat(read(CSV, "id;\n1;x\n")).containsExactly("{\"id\":\"1\",\"column2\":\"x\"}");
    }

    @Test
    void bytesBecomeTextAsTheRouteSaysUnlessTheFileSaysItItself() {
        var western = Map.of("format", "csv", "charset", "windows-1252");

        assertThat(texts(western, "f", "id\nMüller €\n".getBytes(Charset.forName("windows-1252"))))
                .containsExactly("{\"id\":\"Müller €\"}");
        assertThat(texts(western, "f", "\uFEFFid\nMüller\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("{\"id\":\"Müller\"}");
        assertThat(texts(CSV, "f", "\uFEFFid\r\nMüller\r\n".getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("{\"id\":\"Müller\"}");
    }

    @Test
    void aLineInAnotherCharsetIsUnreadableAlone() {
        assertThat(texts(CSV, "f", "id\nMüller\nMeier\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("M\uFFFDller ! f, line 2: is not UTF-8", "{\"id\":\"Meier\"}");
    }

    @Test
    void aLineOfFortyMegabytesIsUnreadableAlone() {
        var records = records(CSV, "f", ("id\n" + "x".repeat(40_000_000) + "\n2\n").getBytes(StandardCharsets.UTF_8));

        assertThat(records).hasSize(2);
        assertThat(records.getFirst().fault()).startsWith("f, line 2: is longer than 10000000 characters");
        assertThat(records.getFirst().text()).hasSizeLessThanOrEqualTo(100_000);
        assertThat(records.getLast().text()).isEqualTo("{\"id\":\"2\"}");
    }

    @Test
    void fixedWidthCountsFromOneAndLeavesHeaderAndTrailerOut() {
        assertThat(read(FIXED, "HDR 2026\n0001Blum  X\n0002Öz\n 3\nTRL 2\n"))
                .containsExactly("{\"id\":\"0001\",\"name\":\"Blum\"}", "{\"id\":\"0002\",\"name\":\"Öz\"}",
                        "{\"id\":\"3\",\"name\":\"\"}");
    }

    @Test
    void aBadJsonLineIsUnreadableAlone() {
        assertThat(read(LINES, "{\"n\":0.10}\n{\"n\":\n\n{\"a\":1}{\"b\":2}\n<html>\n{\"n\":2}")).satisfiesExactly(
                first -> assertThat(first).isEqualTo("{\"n\":0.10}"),
                second -> assertThat(second).startsWith("{\"n\": ! f, line 2: is not JSON"),
                third -> assertThat(third).startsWith("{\"a\":1}{\"b\":2} ! f, line 4: is not JSON"),
                fourth -> assertThat(fourth).startsWith("<html> ! f, line 5: is not JSON"),
                fifth -> assertThat(fifth).isEqualTo("{\"n\":2}"));
    }

    @Test
    void aJsonArrayGivesItsElements() {
        assertThat(read(JSON, " [{\"n\":0.10},\n[1,2], 3, {\"a\":{\"b\":[]}}] "))
                .containsExactly("{\"n\":0.10}", "[1,2]", "3", "{\"a\":{\"b\":[]}}");
        assertThat(read(JSON, "[]")).isEmpty();
        assertThat(read(JSON, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "[{\"a\":1},{\"a\"     | f, line 1: is no whole JSON array from here on; send it whole",
            "{\"a\":1}                | f, line 1: is no JSON array", "<html> | from here on; send it whole",
            "[1] 2                    | f, line 1: goes on behind the end of its array"})
    void aJsonArrayThatIsNoneBreaksTheFile(String text, String sentence) {
        assertThatThrownBy(() -> read(JSON, text)).isInstanceOf(FileBroken.class).hasMessageContaining(sentence);
    }

    @Test
    void anElementThatIsTooLongIsUnreadableAlone() {
        var long1 = "{\"a\":\"" + "x".repeat(12_000_000) + "\"}";
        var long2 = "{\"a\":[" + "1,".repeat(6_000_000) + "{\"b\":[1]}]}";

        assertThat(read(JSON, "[{\"a\":1}," + long1 + "," + long2 + ",\n{\"a\":2}]")).containsExactly("{\"a\":1}",
                "f, line 1: a record too long to be kept ! f, line 1: is longer than 10000000 characters",
                "f, line 1: a record too long to be kept ! f, line 1: is longer than 10000000 characters",
                "{\"a\":2}");
    }

    @Test
    void xmlElementsAreRecordsAsInAnAnswerOverHttp() {
        assertThat(read(XML, """
                <?xml version="1.0"?>
                <o:orders xmlns:o="urn:o"><head><order>no</order></head>
                  <o:order id="7">text<line>a</line><line>b</line><empty/></o:order>
                  <o:order><name><![CDATA[Blum & Söhne]]></name></o:order>
                </o:orders>""")).containsExactly(
                "{\"id\":\"7\",\"\":\"text\",\"line\":[\"a\",\"b\"],\"empty\":\"\"}", "{\"name\":\"Blum & Söhne\"}");
    }

    @Test
    void xmlSaysItsOwnCharset() {
        assertThat(texts(XML, "f", "<?xml version='1.0' encoding='ISO-8859-1'?><orders><order>Ö</order></orders>"
                .getBytes(StandardCharsets.ISO_8859_1))).containsExactly("{\"\":\"Ö\"}");
    }

    @Test
    void anXmlElementThatIsTooLongIsUnreadableAlone() {
        var long1 = "<order><a>" + "x".repeat(40_000_000) + "</a></order>";
        var long2 = "<order>" + "<a><b>1</b></a>".repeat(1_000_000) + "</order>";

        assertThat(read(XML, "<orders><order><a>1</a></order>" + long1 + long2 + "\n<order><a>2</a></order></orders>"))
                .containsExactly("{\"a\":\"1\"}",
                        "f, line 1: a record too long to be kept ! f, line 1: is longer than 10000000 bytes",
                        "f, line 1: a record too long to be kept ! f, line 1: is longer than 10000000 bytes",
                        "{\"a\":\"2\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<!DOCTYPE orders [<!ENTITY a \"b\">]><orders><order>&a;</order></orders> | declares a document type",
            "<!DOCTYPE orders SYSTEM \"file:///etc/passwd\"><orders/>              | declares a document type",
            "<orders><order>&a;</order></orders>                                   | is no well-formed XML",
            "<html><body>Please log in</body></html>                               | the root element is <html>",
            "garbage                                                               | is no well-formed XML"})
    void xmlThatIsNoneOrAnAttackBreaksTheFile(String text, String sentence) {
        assertThatThrownBy(() -> read(XML, text)).isInstanceOf(FileBroken.class).hasMessageContaining(sentence);
    }

    @Test
    void ofXmlThatBreaksOffAllWholeRecordsAreRead() throws IOException {
        try (var records = FileFormat.of(name -> XML.getOrDefault(name, "")).read("f", new ByteArrayInputStream(
                "<orders><order>1</order>\n<order>2</order>\n<order><a>".getBytes(StandardCharsets.UTF_8)))) {

            assertThat(records.next()).map(RawRecord::text).contains("{\"\":\"1\"}");
            assertThat(records.next()).map(RawRecord::text).contains("{\"\":\"2\"}");
            assertThatThrownBy(records::next).hasMessage(
                    "f, line 3: is no well-formed XML from here on; send it whole");
        }
    }

    @Test
    void whatEndsWithGzIsUnpacked() {
        var packed = packed("id\n1\n2\n".getBytes(StandardCharsets.UTF_8));

        assertThat(texts(CSV, "f.csv.gz", packed)).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
        assertThatThrownBy(() -> texts(CSV, "f.gz", Arrays.copyOf(packed, packed.length - 12)))
                .hasMessageContaining("breaks off").hasMessageContaining("send it whole");
        assertThatThrownBy(() -> texts(CSV, "f.gz", new byte[]{1, 2, 3})).hasMessage(
                "f.gz is no gzip, as its name says it is");
    }

    @Test
    void aBombIsGivenUp() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bomb)) {
            var zeros = new byte[10_000_000];
            for (int i = 0; i < 110; i++) {
                zip.write(zeros);
            }
        }

        assertThatThrownBy(() -> texts(LINES, "f.gz", bomb.toByteArray())).isInstanceOf(FileBroken.class)
                .hasMessage("f.gz, line 1: has no end; this is no file of records");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"format | excel | format: \"excel\" is none of csv",
            "columns | id:5-1 | columns: \"id:5-1\" is no column", "columns | id | write name:first-last",
            "charset | klingon | charset: \"klingon\" is unknown here", "skip | ( | skip: is no regular expression"})
    void aParameterThatCannotBeIsNamed(String name, String value, String sentence) {
        assertThatThrownBy(() -> FileFormat.of(asked -> asked.equals(name) ? value : FIXED.getOrDefault(asked, "")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    private static List<String> read(Map<String, String> parameters, String text) {
        return texts(parameters, "f", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(Map<String, String> parameters, String file, byte[] content) {
        return records(parameters, file, content).stream()
                .map(record -> record.fault() == null ? record.text() : record.text() + " ! " + record.fault())
                .toList();
    }

    private static List<RawRecord> records(Map<String, String> parameters, String file, byte[] content) {
        var all = new ArrayList<RawRecord>();
        try (var records = FileFormat.of(name -> parameters.getOrDefault(name, "")).read(file,
                new ByteArrayInputStream(content))) {
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                all.add(record.get());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static byte[] packed(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
