package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.mapping.FileBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

class SettingsTest {

    @TempDir
    Path temp;

    private final MockEnvironment environment = new MockEnvironment();
    private final Settings settings = new Settings(environment);

    @Test
    void whatNobodySetIsTheDefaultOfTheContract() throws IOException {
        settings.learn("crm", contract("every: {default: 2s}"));

        assertThat(settings.getProperty("crm.every")).isEqualTo("2s");
        environment.setProperty("crm.every", "5s");
        assertThat(settings.getProperty("crm.every")).isEqualTo("5s");
        assertThat(settings.getProperty("erp.every")).isNull();
    }

    @Test
    void theFileOfSettingsIsReadAnewWithoutARestart() throws IOException {
        var file = temp.resolve("settings.properties");
        environment.setProperty("casehub.settings", file.toString());
        var told = new Settings(environment);
        var contract = contract("url: {required: true}");

        assertThat(told.missing("crm", contract)).containsExactly("crm.url");
        Files.writeString(file, "crm.url = https://crm.example\n");
        told.refresh();

        assertThat(told.find("crm.url")).contains("https://crm.example");
        environment.setProperty("crm.url", "https://environment.example");
        assertThat(told.find("crm.url")).contains("https://environment.example");
    }

    @Test
    void aSecretCanStandInAFile() throws IOException {
        environment.setProperty("crm.api-key-file", Files.writeString(temp.resolve("key"), " s3cret\n").toString());

        assertThat(settings.find("crm.api-key")).contains("s3cret");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        environment.setProperty("crm.api-key-file", temp.resolve("nowhere").toString());

        assertThatThrownBy(() -> settings.find("crm.api-key")).hasMessageContaining("nowhere");
    }

    @Test
    void theEnvironmentMayWriteItsOwnWay() {
        var machine = new StandardEnvironment();
        machine.getPropertySources().addFirst(new SystemEnvironmentPropertySource("machine",
                Map.of("CRM_API_KEY", "s3cret")));

        assertThat(new Settings(machine).find("crm.api-key")).contains("s3cret");
    }

    @Test
    void whatIsMissingIsNamedAndBlankIsMissing() throws IOException {
        var contract = contract(
                "url: {required: true}\n  api-key: {required: true, secret: true}\n  every: {default: 2s}");
        settings.learn("crm", contract);

        assertThat(settings.missing("crm", contract)).containsExactly("crm.api-key", "crm.url");
        environment.setProperty("crm.url", "https://crm.example");
        environment.setProperty("crm.api-key", " ");
        assertThat(settings.missing("crm", contract)).containsExactly("crm.api-key");
    }

    @Test
    void aContractThatCannotBeReadSaysWhere() throws IOException {
        assertThatThrownBy(() -> contract("every: [")).isInstanceOf(FileBroken.class)
                .hasMessageContaining("connector.yaml:");
        assertThatThrownBy(() -> contract("every: {colour: red}")).isInstanceOf(FileBroken.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> ConnectorFile.read(temp.resolve("nowhere"))).isInstanceOf(FileBroken.class)
                .hasMessageContaining("is missing");
    }

    private ConnectorFile contract(String settings) throws IOException {
        Files.writeString(temp.resolve("connector.yaml"), "title: CRM\nsettings:\n  " + settings + "\n");
        return ConnectorFile.read(temp);
    }
}
