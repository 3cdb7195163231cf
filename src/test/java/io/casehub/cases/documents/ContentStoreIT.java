package io.casehub.cases.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both stores of contents keep the same promises. */
class ContentStoreIT {

    private static final int LARGEST = 1000;

    @TempDir
    Path folder;

    private final S3Server server = new S3Server();

    @AfterEach
    void closesTheServer() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "s3"})
    void aContentIsKeptUnderItsDigestAndGivenBack(String kind) throws IOException {
        var store = store(kind);
        var name = put(store, "Hello");

        put(store, "Hello");

        assertThat(store.has(name)).isTrue();
        assertThat(store.has(digest("other"))).isFalse();
        try (var content = store.open(name)) {
            assertThat(content.file()).hasContent("Hello");
            assertThat(content.size()).isEqualTo(5);
        }
        assertThat(left("drafts")).isEmpty();
        assertThat(server.refused).isEmpty();
        store.delete(name);
        assertThat(store.has(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "s3"})
    void whatNoLongerFitsItsNameIsNotGivenOut(String kind) throws IOException {
        var store = store(kind);
        var name = put(store, "Hello");

        spoil(kind, name);

        assertThatThrownBy(() -> store.open(name)).isInstanceOf(ContentBroken.class)
                .hasMessageContaining(name + " has the digest " + digest("Hullo")).hasMessageContaining("backup");
        assertThat(left("drafts")).isEmpty();
        put(store, "Hello");
        store.open(name).close();
        store.delete(name);
        assertThatThrownBy(() -> store.open(name)).isInstanceOf(ContentBroken.class).hasMessageContaining("is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "s3"})
    void contentsOfBeforeAreListedToTheLast(String kind) throws IOException {
        var store = store(kind);
        var names = new ArrayList<String>();
        for (var text : List.of("a", "b", "c", "d", "e")) {
            names.add(put(store, text));
        }
        age();

        var told = new ArrayList<String>();
        store.eachBefore(Instant.parse("2026-06-01T00:00:00Z"), told::add);
        assertThat(told).containsExactlyInAnyOrderElementsOf(names);
        store.eachBefore(Instant.parse("2020-06-01T00:00:00Z"), told::add);
        assertThat(told).hasSize(5);
    }

    @Test
    void aStoreThatIsAwayIsToldFromAContentThatIsMissing() {
        var store = store("s3");
        server.close();

        assertThatThrownBy(() -> store.open(digest("Hello"))).isInstanceOf(ContentStoreDown.class);
        assertThatThrownBy(() -> store.has(digest("Hello"))).isInstanceOf(ContentStoreDown.class);
    }

    @Test
    void aDraftThatGrowsTooLargeIsRefusedAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> draft("x".repeat(LARGEST + 1))).isInstanceOf(DocumentRefused.class)
                .hasMessageContaining("at most 1000 bytes");

        assertThat(left("drafts")).isEmpty();
        assertThat(draft("x".repeat(LARGEST)).size()).isEqualTo(LARGEST);
    }

    @Test
    void draftsThatACrashLeftBehindAreDeleted() throws IOException {
        draft("left");
        var drafts = new Drafts(folder.resolve("drafts"), LARGEST);

        drafts.deleteLeftBehind(Instant.now());
        assertThat(left("drafts")).hasSize(1);
        age();
        drafts.deleteLeftBehind(Instant.now());
        assertThat(left("drafts")).isEmpty();
    }

    private ContentStore store(String kind) {
        return kind.equals("folder")
                ? new FolderStore(folder.resolve("contents"))
                : new S3Store(
                        new DocumentSettings.S3(server.url(), "eu-test-1", S3Server.BUCKET, S3Server.KEY, "secret",
                                "hub/"),
                        new Drafts(folder.resolve("drafts"), LARGEST));
    }

    private String put(ContentStore store, String text) throws IOException {
        try (var draft = draft(text)) {
            store.put(draft);
            return draft.sha256();
        }
    }

    private Content draft(String text) {
        return new Drafts(folder.resolve("drafts"), LARGEST).of(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private void spoil(String kind, String name) throws IOException {
        if (kind.equals("folder")) {
            Files.writeString(left("contents").getFirst(), "Hullo");
        } else {
            server.objects.put("hub/" + name, "Hullo".getBytes(UTF_8));
        }
    }

    /** All files are of long ago. */
    private void age() throws IOException {
        for (var file : left("")) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
    }

    private List<Path> left(String below) throws IOException {
        var start = folder.resolve(below);
        try (Stream<Path> files = Files.exists(start) ? Files.walk(start) : Stream.empty()) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }
}
