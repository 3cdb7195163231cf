package io.casehub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.model.CustomerRecord;
import io.casehub.model.Entity;
import io.casehub.model.Gone;
import io.casehub.model.Invoice;
import io.casehub.model.Revision;
import io.casehub.model.Score;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

    private static final Instant FETCHED = Instant.parse("2026-11-21T20:00:00.123456789Z");

    @TempDir
    Path temp;

    @Test
    void allFaultsOfARecordAreNamedWithTheirPaths() {
        var faulty = faults("invoice", """
                {"source": {"key": "1", "kee": 2}, "changedAt": "yesterday", "customer": {"system": "CRM", "key": "2"},
                 "status": "payed", "issuedOn": "2026-02-31", "total": {"amount": "much", "currency": "Euro"},
                 "balance": 12, "colour": "red"}
                """);

        assertThat(faulty).extracting(Fault::where).containsExactlyInAnyOrder("source.kee", "changedAt", "customer",
                "number", "status", "issuedOn", "total.amount", "total.currency", "balance", "colour");
        assertThat(Fault.sentence(faulty)).contains("number: is missing", "status: must be one of",
                "issuedOn: must be a date, such as 2026-01-05, and is \"2026-02-31\"", "colour: is no field here");
    }

    @Test
    void aFaultInAListSaysWhichItem() {
        var faulty = faults("customer",
                """
                        {"source": {"key": "1"}, "kind": "person", "name": "Ada", "contacts": [
                           {"type": "email", "value": "a@x.example"}, {"type": "fax", "value": "1"}, {"type": "phone", "value": "0171"}],
                         "addresses": [{"country": "Austria"}, {}], "identifiers": "DE1"}
                        """);

        assertThat(faulty).extracting(Fault::where)
                .containsExactlyInAnyOrder("contacts[1]", "contacts[2]", "addresses[0]", "addresses[1]", "identifiers");
    }

    @Test
    void aTextWhereAListOfTextsBelongsIsAFaultAndNotForgotten() {
        assertThat(faults("interaction", """
                {"source": {"key": "1"}, "channel": "mail", "direction": "inbound", "at": "2026-01-05T10:00:00Z",
                 "from": {"name": "Ada"}, "thread": "1@x.example"}
                """)).extracting(Fault::where).containsExactly("thread");
    }

    @Test
    void aRecordNeedsAKeyAndItsFoldersSystem() {
        assertThat(faults("score", "{\"name\": \"churn\"}")).extracting(Fault::where).contains("source");
        assertThat(faults("score", "{\"source\": {\"key\": \"  \"}}")).extracting(Fault::where).contains("source.key");
        assertThat(faults("score", "{\"source\": {\"key\": \"1\", \"system\": \"erp\"}}")).extracting(Fault::where)
                .contains("source.system");
        assertThat(faults("score", "\"a text\"")).extracting(Fault::what).contains("must be an object");
        assertThat(faults("score", "{\"source\": {\"key\": \"%s\"}}".formatted("x".repeat(401))))
                .extracting(Fault::where).contains("source");
    }

    @Test
    void aPayloadThatSaysNothingMakesNoRecord() {
        assertThat(map("score", "null")).isEqualTo(new Mapped.Nothing());
    }

    @Test
    void withoutATimeOfItsOwnARecordIsAsOldAsItsFetching() {
        var record = record("customer", "{\"source\": {\"key\": \"1\"}, \"kind\": \"person\", \"name\": \"Ada\"}");

        assertThat(record.record().revision()).isEqualTo(new Revision(Instant.parse("2026-11-21T20:00:00.123456Z"), 0));
    }

    @Test
    void whatIsDeletedIsGoneWhateverElseTheSourceStillSaysOfIt() {
        var record = record("customer",
                """
                        {"source": {"key": "1"}, "deleted": true, "changedAt": "2026-01-05T10:00:00Z", "sequence": 4, "name": "Ada"}
                        """);

        var gone = new Gone(new SourceRef("crm", Entity.CUSTOMER, "1"),
                new Revision(Instant.parse("2026-01-05T10:00:00Z"), 4));
        assertThat(record.record()).isEqualTo(gone);
        assertThat(Mappings.restore(gone.source(), gone.revision(), record.canonical())).isEqualTo(gone);
    }

    @Test
    void whatIsStoredIsTheRecordAgain() {
        var record = record("customer",
                """
                        {"source": {"key": "1"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "organisation", "name": "Ädä & Co",
                         "contacts": [{"type": "email", "value": "a@x.example"}, {"type": "phone", "value": "+491711234567"}],
                         "addresses": [{"city": "Łódź", "country": "PL"}], "identifiers": [{"scheme": "vat", "value": "PL1"}],
                         "birthDate": "1970-02-28", "language": "pl"}
                        """);

        assertThat(Mappings.restore(record.record().source(), record.record().revision(), record.canonical()))
                .isEqualTo(record.record()).isInstanceOf(CustomerRecord.class);
        assertThat(record.canonical()).doesNotContain("source", "changedAt");
    }

    @Test
    void decimalsPassExactly() {
        var score = record("score",
                """
                        {"source": {"key": "1"}, "customer": {"key": "2"}, "name": "n", "by": "b", "computedAt": "2026-01-05T10:00:00Z",
                         "value": 12345678901234567890.1234567890}
                        """);
        var invoice = record("invoice", """
                {"source": {"key": "1"}, "number": "1", "status": "open", "issuedOn": "2026-01-05",
                 "total": {"amount": 0.10, "currency": "EUR"}}
                """);

        assertThat(((Score) score.record()).value()).isEqualTo(new BigDecimal("12345678901234567890.1234567890"));
        assertThat(score.canonical()).contains("12345678901234567890.1234567890");
        assertThat(((Invoice) invoice.record()).total().amount()).isEqualTo(new BigDecimal("0.10"));
    }

    @Test
    void aSequenceIsAWholeNumberInWhateverWriting() {
        assertThat(sequence("\"17\"")).isEqualTo(17);
        assertThat(sequence("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        for (var none : List.of("\"x\"", "1.5", "1e999999999", "9223372036854775808", "[]")) {
            assertThat(faults("customer", "{\"source\": {\"key\": \"1\"}, \"kind\": \"person\", \"name\": \"Ada\", "
                    + "\"sequence\": " + none + "}")).as(none).extracting(Fault::where).containsExactly("sequence");
        }
    }

    @Test
    void endlessRecursionIsAFault() {
        var mappings = new Folder(temp).write("crm/customer", "def f(x) f([$x])\nf(.)").mappings();
        var mapping = mappings.get("crm/customer");

        assertThat(((Mapped.Faulty) mapping.toCanonical(ExactJson.parse("{}"), FETCHED)).reason())
                .isEqualTo("mapping crm/customer: calls itself without end");
        assertThatThrownBy(() -> mapping.apply(ExactJson.parse("{}"))).hasMessageContaining("without end");
    }

    @Test
    void aBrokenFileSaysWhichAndWhere() {
        var mappings = new Folder(temp).write("crm/customer", "{\n  \"source\": {\"key\": .id},\n  \"name\" .name\n}")
                .mappings();

        assertThatThrownBy(() -> mappings.get("crm/customer")).isInstanceOf(MappingUnusable.class)
                .hasMessageContaining("crm/customer.jslt").hasMessageContaining("3:");
    }

    @Test
    void aMendedFileIsReadAgainWhenToldSo() {
        var folder = new Folder(temp).write("crm/customer", "{");
        var mappings = folder.mappings();
        assertThatThrownBy(() -> mappings.get("crm/customer")).isInstanceOf(MappingUnusable.class);

        folder.write("crm/customer", "null");
        mappings.refresh();

        assertThat(mappings.get("crm/customer").apply(ExactJson.parse("{}")).isNull()).isTrue();
    }

    @Test
    void importsStayInsideTheFolder() throws IOException {
        var inside = Files.createDirectory(temp.resolve("inside"));
        new Folder(temp).write("secret", "def s() \"s3cret\"");
        var mappings = new Folder(inside)
                .write("crm/up", "import \"../secret.jslt\" as s\ns:s()")
                .write("crm/absolute", "import \"" + temp.resolve("secret.jslt") + "\" as s\ns:s()")
                .mappings();

        for (var name : List.of("crm/up", "crm/absolute", "../secret", temp.resolve("secret").toString())) {
            assertThatThrownBy(() -> mappings.get(name)).as(name).isInstanceOf(MappingUnusable.class)
                    .hasMessageContaining("outside");
        }
    }

    @Test
    void aMappingThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new Folder(temp).mappings().get("crm/customer"))
                .isInstanceOf(MappingUnusable.class).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> new Folder(temp).write("crm/a", "import \"crm/b.jslt\" as b\n1").mappings()
                .get("crm/a"))
                .isInstanceOf(MappingUnusable.class).hasMessageContaining("crm/b.jslt");
    }

    @Test
    void aMappingThatIsNoPureFunctionDoesNotRun() {
        for (var impure : List.of("now()", "random()", "uuid()")) {
            var mappings = new Folder(temp).write("crm/customer", "{\"name\": " + impure + "}").mappings();

            assertThat(((Mapped.Faulty) mappings.get("crm/customer").toCanonical(ExactJson.parse("{}"), FETCHED))
                    .reason()).contains("is not for mappings");
        }
    }

    private long sequence(String written) {
        return record("customer",
                "{\"source\": {\"key\": \"1\"}, \"kind\": \"person\", \"name\": \"Ada\", \"sequence\": "
                        + written + "}")
                .record().revision().sequence();
    }

    private List<Fault> faults(String entity, String output) {
        return ((Mapped.Faulty) map(entity, output)).faults();
    }

    private Mapped.Record record(String entity, String output) {
        return (Mapped.Record) map(entity, output);
    }

    /** What becomes of this output of a mapping. */
    private Mapped map(String entity, String output) {
        return new Folder(temp).write("crm/" + entity, ".").mappings().get("crm/" + entity)
                .toCanonical(ExactJson.parse(output), FETCHED);
    }
}
