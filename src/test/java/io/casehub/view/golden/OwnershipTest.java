package io.casehub.view.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.mapping.FileBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ownership.yaml} is read strictly, and what is wrong is told with its line. */
class OwnershipTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            customers: {}                                              | 1: there is no customers here; known are customer, case
            customer: crm                                              | 1: order is missing: the systems, the one believed first in front
            customer: {ordre: [crm]}                                   | 1: there is no ordre here; known are order, fields
            customer: {order: []}                                      | 1: order is a list of systems, the one believed first in front
            customer: {order: [crm, erp, crm]}                         | 1: crm stands in this order twice
            customer:~  fields:~    fon: {by: latest}                  | 3: there is no field fon; there are kind, name, givenName, surname, birthDate, language, email, phone, address
            customer:~  fields:~    phone: {by: newest}                | 3: by is one of order, latest, completest
            customer:~  fields:~    phone: {by: only}                  | 3: by is one of order, latest, completest
            customer:~  fields:~    phone: latest                      | 3: by or order is wanted here: phone: {by: latest} or phone: {order: [crm, erp]}
            customer:~  fields:~    phone: {by: latest, of: crm}       | 3: there is no of here; known are by, order
            customer:~  fields: [phone]                                | 2: a line for each field is wanted here, such as phone: {by: latest}
            customer:~  order: [crm~                                   | 3: is no YAML: expected ',' or ']', but got <stream end>
            """)
    void whatCannotBeUsedIsToldWithItsLine(String yaml, String told) throws IOException {
        var file = folder.resolve("ownership.yaml");

        Files.writeString(file, yaml.replace('~', '\n'));

        assertThat(Ownership.fault(folder)).map(FileBroken::getMessage).contains(file + ":" + told);
    }

    @Test
    void theShippedFileAndTheExamplesInItAreInOrder() throws IOException {
        var shipped = Files.readString(Path.of("mappings/ownership.yaml"));

        Files.writeString(folder.resolve("ownership.yaml"), shipped.replace("    # ", "    "));

        assertThat(Ownership.fault(Path.of("mappings"))).isEmpty();
        assertThat(Ownership.fault(folder)).isEmpty();
        var rules = new Ownership(folder).rules();
        assertThat(rules.of(GoldenField.PHONE).by()).isEqualTo(Rule.LATEST);
        assertThat(rules.of(GoldenField.SURNAME)).isEqualTo(rules.of(GoldenField.NAME))
                .isEqualTo(new Ranking(Rule.ORDER, List.of("erp", "crm")));
        assertThat(rules.of(GoldenField.EMAIL)).isEqualTo(rules.general());
    }

    @Test
    void withoutAFileNobodyIsBelievedMoreThanOthers() {
        assertThat(Ownership.fault(folder)).isEqualTo(Optional.empty());
        assertThat(new Ownership(folder).rules().general().systems()).isEmpty();
    }
}
