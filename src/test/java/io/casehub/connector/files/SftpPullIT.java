package io.casehub.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import io.casehub.ingest.Receipt.Landed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading a folder of a real SFTP server, which goes away now and then. */
class SftpPullIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final TestDatabase database = DATABASE.emptied();
    private final List<AutoCloseable> open = new ArrayList<>();
    @TempDir
    Path root;
    private Path folder = Path.of("");

    @BeforeEach
    void hasAFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("in"));
    }

    @AfterEach
    void stops() throws Exception {
        for (var any : open.reversed()) {
            any.close();
        }
    }

    @Test
    void theDocumentedConnectorReadsAFileAndPutsItAway() throws Exception {
        var server = server();
        Files.writeString(folder.resolve("customers[1]*.csv"), lines(1, 1203).replace(',', ';'));

        var node = keep(new FileNode(database, Map.of("supplier.folder", server.address("/in"), "supplier.user",
                SftpServer.USER, "supplier.password", SftpServer.PASSWORD, "supplier.host-key", server.hostKey(),
                "supplier.every", "300", "supplier.settled", "1s")).supplier());

        await().atMost(Duration.ofSeconds(30)).until(() -> Files.isDirectory(folder.resolve(".done"))
                && !names(folder.resolve(".done")).isEmpty());
        assertThat(names(folder)).containsExactly(".done");
        assertThat(names(folder.resolve(".done"))).singleElement().asString().endsWith("-customers[1]*.csv");
        assertThat(node.books()).isEqualTo(new Landed(1203, 1203, 0, 0, 0));
    }

    @Test
    void aPrivateKeyOpensItToo() throws Exception {
        var server = server();
        Files.writeString(folder.resolve("a.csv"), lines(1, 2));

        var node = start(server, Map.of("privateKey", server.privateKey(), "password", "", "after", "delete"));

        await().atMost(Duration.ofSeconds(20)).until(() -> names(folder).isEmpty());
        assertThat(node.books()).isEqualTo(new Landed(2, 2, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "hostKey  | another | shows another key than hostKey says",
            "password | wrong   | refuses the hub; check user and password or privateKey",
            "folder   | nowhere | there is no folder /nowhere at 127.0.0.1:"})
    void whatIsSetWrongIsToldInASentenceAndNothingIsRead(String parameter, String value, String sentence)
            throws Exception {
        var server = server();
        Files.writeString(folder.resolve("a.csv"), lines(1, 2));
        var told = switch (value) {
            case "another" -> server.anotherHostKey();
            case "nowhere" -> server.address("/nowhere");
            default -> value;
        };

        var node = start(server, Map.of(parameter, told));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(node.failure()).contains(sentence));
        assertThat(node.failure()).doesNotContain(SftpServer.PASSWORD);
        assertThat(node.books().received()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hostKey | the server's key must be known",
            "user | SFTP needs user, and either password or privateKey"})
    void whatIsNotSetIsToldBeforeAnythingIsAsked(String parameter, String sentence) throws Exception {
        var server = server();

        assertThatThrownBy(() -> start(server, Map.of(parameter, ""))).hasMessageContaining(sentence);
    }

    @Test
    void aServerThatIsAwayIsToldAndReadOnceItIsBack() throws Exception {
        var server = server();
        Files.writeString(folder.resolve("a.csv"), lines(1, 2));
        server.stop();
        var node = start(server, Map.of());
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(node.failure())
                .contains("no SFTP server answers at 127.0.0.1:"));

        server.comeBack();

        await().atMost(Duration.ofSeconds(40)).until(() -> node.books().received() == 2);
        assertThat(node.failure()).isEmpty();
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfAFileLosesAndDoublesNothing() throws Exception {
        var server = server();
        Files.writeString(folder.resolve("large.csv"), lines(1, 3000));
        var node = start(server, Map.of("pageSize", "10"));
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5))
                .until(() -> node.books().received() >= 100);

        server.hangUp();

        await().atMost(Duration.ofSeconds(20)).until(() -> !node.failure().isEmpty());
        assertThat(node.books().received()).isBetween(100, 2990);
        await().atMost(Duration.ofSeconds(60)).until(() -> taken().equals(List.of("large.csv 3000")));
        assertThat(node.books()).isEqualTo(new Landed(3000, 3000, 0, 0, 0));
    }

    @Test
    void aFileThatIsStillSentIsNotRead() throws Exception {
        var server = server();
        var growing = folder.resolve("growing.csv");
        Files.writeString(growing, "id,name,email,changed\n");
        var node = start(server, Map.of("settled", "2s"));

        for (int i = 1; i <= 15; i++) {
            Files.writeString(growing, line(i), StandardOpenOption.APPEND);
            Thread.sleep(200);
            assertThat(node.books().received()).isZero();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> taken().equals(List.of("growing.csv 15")));
    }

    private SftpServer server() {
        return keep(new SftpServer(root));
    }

    private FileNode start(SftpServer server, Map<String, String> parameters) throws Exception {
        var all = new HashMap<>(Map.of("folder", server.address("/in"), "format", "csv", "user", SftpServer.USER,
                "password", SftpServer.PASSWORD, "hostKey", server.hostKey(), "settled", "500ms"));
        all.putAll(parameters);
        return keep(new FileNode(database).reads(all));
    }

    private <T extends AutoCloseable> T keep(T any) {
        open.add(any);
        return any;
    }

    private List<String> taken() {
        return database.jdbc().sql("select name || ' ' || records from file_taken").query(String.class).list();
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(SftpPullIT::line)
                .collect(Collectors.joining("", "id,name,email,changed\n", ""));
    }

    private static String line(int id) {
        return "%d,Name %d,n%d@example.org,2026-01-01T00:00:00Z\n".formatted(id, id, id);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
