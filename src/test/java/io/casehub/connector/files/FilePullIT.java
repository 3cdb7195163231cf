package io.casehub.connector.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Receipt.Landed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a folder of this machine that is filled as folders are. */
class FilePullIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String HEADER = "id,name,email,changed\n";

    private final TestDatabase database = DATABASE.emptied();
    private final List<FileNode> nodes = new ArrayList<>();
    @TempDir
    Path folder;

    @AfterEach
    void stops() {
        nodes.forEach(FileNode::close);
    }

    @Test
    void theDocumentedConnectorReadsAFileAndPutsItAway() throws Exception {
        Files.writeString(folder.resolve("customers-1.csv"),
                "id;name;email;changed\n1;Müller;a@example.org;2026-01-05T10:00:00Z\n2;zu wenig\n",
                Charset.forName("windows-1252"));
        Files.writeString(folder.resolve("other.txt"), "no");

        var node = keep(new FileNode(database, Map.of("supplier.folder", folder.toString(), "supplier.every", "100",
                "supplier.settled", "200ms")).supplier());

        await().until(() -> Files.isDirectory(folder.resolve(".done")));
        await().until(() -> names(folder).equals(List.of(".done", "other.txt")));
        assertThat(names(folder.resolve(".done"))).singleElement().asString().endsWith("Z-customers-1.csv");
        assertThat(node.books()).isEqualTo(new Landed(2, 1, 0, 0, 1));
        assertThat(node.parked()).singleElement().asString()
                .contains("customers-1.csv, line 3: has 2 values where there are 4 columns");
        assertThat(canonical()).singleElement().asString().contains("\"Müller\"");
    }

    @Test
    void eachFileIsReadOnceInTheOrderInWhichTheyWereWrittenAndAgainIfItIsReplaced() throws Exception {
        write("b.csv", 1, 3, "2026-01-01T00:00:00Z");
        write("a.csv", 4, 5, "2026-01-02T00:00:00Z");

        var node = start(Map.of());

        await().until(() -> node.books().received() == 5);
        assertThat(node.reading().cursor()).contains("\"a.csv\"", "\"records\":2");
        await().during(Duration.ofMillis(700)).until(() -> node.books().received() == 5);
        write("b.csv", 1, 4, "2026-01-03T00:00:00Z");
        await().until(() -> node.books().received() == 9);
        assertThat(node.books()).isEqualTo(new Landed(9, 5, 4, 0, 0));
        assertThat(taken()).containsExactlyInAnyOrder("b.csv 3", "a.csv 2", "b.csv 4");
    }

    @Test
    void aFileThatIsStillWrittenIsNotRead() throws Exception {
        write("never.csv.part", 1, 1, "2026-01-01T00:00:00Z");
        write(".hidden.csv", 1, 1, "2026-01-01T00:00:00Z");
        var growing = folder.resolve("growing.csv");
        Files.writeString(growing, HEADER);
        var node = start(Map.of("settled", "1s"));

        for (int i = 1; i <= 20; i++) {
            Files.writeString(growing, Files.readString(growing) + line(i, "2026-01-01T00:00:00Z"));
            Thread.sleep(100);
            assertThat(node.books().received()).isZero();
        }

        await().until(() -> node.books().received() == 20);
        assertThat(taken()).containsExactly("growing.csv 20");
    }

    @Test
    void aFileWaitsForTheOneThatSaysItIsWhole() throws Exception {
        write("a.csv", 1, 2, "2026-01-01T00:00:00Z");
        var node = start(Map.of("ready", "{name}.ok", "after", "delete"));
        await().during(Duration.ofMillis(800)).until(() -> node.books().received() == 0);

        Files.createFile(folder.resolve("a.csv.ok"));

        await().until(() -> node.books().received() == 2);
        await().until(() -> names(folder).isEmpty());
    }

    @Test
    void aNodeThatStopsInTheMiddleOfAFileGoesOnInTheMiddle() throws Exception {
        write("large.csv", 1, 3000, "2026-01-01T00:00:00Z");
        var first = start(Map.of("pageSize", "10"));
        await().pollInterval(Duration.ofMillis(5)).until(() -> first.books().received() >= 200);
        first.camel.getRouteController().stopRoute(FileNode.ROUTE);
        var behind = first.books().received();
        assertThat(behind).isBetween(200, 2900);
        assertThat(taken()).isEmpty();

        var second = start(Map.of("pageSize", "500"));

        await().until(() -> !taken().isEmpty());
        assertThat(second.books()).isEqualTo(new Landed(3000, 3000, 0, 0, 0));
    }

    @Test
    void twoNodesReadEachRecordOnce() throws Exception {
        for (int file = 0; file < 20; file++) {
            write("f%02d.csv".formatted(file), file * 100, file * 100 + 99, "2026-01-01T00:00:00Z");
        }
        Files.createFile(folder.resolve("empty.csv"));

        var node = start(Map.of("pageSize", "7", "after", "move"));
        start(Map.of("pageSize", "11", "after", "move"));

        await().atMost(Duration.ofSeconds(30)).until(() -> names(folder).equals(List.of(".done")));
        assertThat(node.books()).isEqualTo(new Landed(2000, 2000, 0, 0, 0));
        assertThat(taken()).hasSize(21);
        assertThat(names(folder.resolve(".done"))).hasSize(21);
    }

    @Test
    void ofAFileThatIsBrokenTheWholeRecordsAreInAndOthersAreReadUntilItIsMended() throws Exception {
        var good = "<c><id>%d</id><name>N</name><changed>2026-01-05T10:00:00Z</changed></c>\n";
        var broken = folder.resolve("a.xml");
        Files.writeString(broken, "<cs>" + good.formatted(1) + good.formatted(2) + "<c><id>3");
        Files.setLastModifiedTime(broken, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Files.writeString(folder.resolve("b.xml"), "<cs>" + good.formatted(4) + "</cs>");

        var node = start(Map.of("format", "xml", "records", "/cs/c"));

        await().until(() -> node.books().received() == 3);
        await().untilAsserted(() -> assertThat(node.failure())
                .isEqualTo("a.xml, line 3: is no well-formed XML from here on; send it whole"));
        await().during(Duration.ofMillis(600)).until(() -> node.books().received() == 3);
        Files.writeString(broken, "<cs>" + good.formatted(1) + good.formatted(2) + good.formatted(3) + "</cs>");
        await().until(() -> node.books().received() == 6);
        await().until(() -> node.failure().isEmpty());
        assertThat(node.books()).isEqualTo(new Landed(6, 4, 2, 0, 0));
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReadAsTheOneItBecame() throws Exception {
        write("a.csv", 1, 4000, "2026-01-01T00:00:00Z");
        var node = start(Map.of("pageSize", "10"));
        await().pollInterval(Duration.ofMillis(5)).until(() -> node.books().received() >= 100);

        write("a.csv", 1, 5, "2026-02-01T00:00:00Z");

        await().until(() -> taken().equals(List.of("a.csv 5")));
        assertThat(node.books().received()).isLessThan(4000);
        assertThat(node.parked()).isEmpty();
    }

    @Test
    void aFileThatVanishesWhileItIsReadIsTold() throws Exception {
        write("a.csv", 1, 4000, "2026-01-01T00:00:00Z");
        var node = start(Map.of("pageSize", "10", "every", "3000", "settled", "0s"));
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5))
                .until(() -> node.books().received() >= 100);

        Files.delete(folder.resolve("a.csv"));

        await().untilAsserted(() -> assertThat(node.failure())
                .matches("a.csv vanished while it was read; [0-9]+ records of it are in. Send it again"));
        assertThat(taken()).isEmpty();
        await().until(() -> node.failure().isEmpty());
    }

    @Test
    void whoeverWantsEverythingOnceMoreGetsIt() throws Exception {
        write("a.csv", 1, 20, "2026-01-01T00:00:00Z");
        var node = start(Map.of());
        await().until(() -> taken().equals(List.of("a.csv 20")));

        node.rooms.get(Cursors.class).reset(FileNode.ROUTE);

        await().until(() -> node.books().received() == 40);
        assertThat(node.books()).isEqualTo(new Landed(40, 20, 20, 0, 0));
    }

    @Test
    void aFolderThatIsMissingIsToldAndReadOnceItIsThere() throws Exception {
        var later = folder.resolve("later");
        var node = start(Map.of("folder", later.toString()));
        await().untilAsserted(() -> assertThat(node.failure())
                .isEqualTo("there is no folder " + later + "; create it, or set where the files are"));

        Files.createDirectory(later);
        Files.writeString(later.resolve("a.csv"), HEADER + line(1, "2026-01-01T00:00:00Z"));

        await().until(() -> node.books().received() == 1);
        assertThat(node.failure()).isEmpty();
    }

    @Test
    void aParameterThatCannotBeIsTold() {
        assertThatThrownBy(() -> start(Map.of("after", "burn")))
                .hasMessageEndingWith("after is one of [keep, move, delete], and not burn");
    }

    @Test
    void aHundredThousandRowsAreReadToTheLast() throws Exception {
        write("large.csv", 1, 100_000, "2026-01-01T00:00:00Z");

        var node = start(Map.of("settled", "0s"));

        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(50)).until(() -> !taken().isEmpty());
        assertThat(node.books()).isEqualTo(new Landed(100_000, 100_000, 0, 0, 0));
    }

    private FileNode start(Map<String, String> parameters) throws Exception {
        var all = new HashMap<>(Map.of("folder", folder.toString(), "format", "csv"));
        all.putAll(parameters);
        return keep(new FileNode(database).reads(all));
    }

    private FileNode keep(FileNode node) {
        nodes.add(node);
        return node;
    }

    private void write(String name, int first, int last, String modified) throws IOException {
        var content = IntStream.rangeClosed(first, last).mapToObj(id -> line(id, "2026-01-01T00:00:00Z"))
                .collect(Collectors.joining("", HEADER, ""));
        var hidden = folder.resolve("." + name + ".writing");
        Files.writeString(hidden, content, UTF_8);
        Files.setLastModifiedTime(hidden, FileTime.from(Instant.parse(modified)));
        Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String line(int id, String changed) {
        return "%d,Name %d,n%d@example.org,%s\n".formatted(id, id, id, changed);
    }

    private List<String> taken() {
        return database.jdbc().sql("select name || ' ' || records from file_taken order by taken_at")
                .query(String.class).list();
    }

    private List<String> canonical() {
        return database.jdbc().sql("select canonical from source_version").query(String.class).list();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
