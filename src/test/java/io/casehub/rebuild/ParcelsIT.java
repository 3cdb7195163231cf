package io.casehub.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import io.casehub.mapping.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed is packed, and fails again where there is nothing but the parcel. */
class ParcelsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    Path temp;

    private Folder mappings;

    @BeforeEach
    void mappingsThatAreParticular() {
        DATABASE.emptied();
        mappings = new Folder(temp).write("crm/words", "def shout(word) uppercase($word)").write("crm/order", """
                import "crm/words.jslt" as words
                {"source": {"system": "crm", "key": .no}, "changedAt": .at, "number": words:shout(.no),
                 "status": "placed", "placedAt": .at}""").write("crm/case-status-out", """
                if (.value == "open") {"state": "O", "of": .key} else error("the CRM has no word for " + .value)""");
    }

    @Test
    void aRecordFailsOnTheDeskAsItFailedInTheHub() throws IOException {
        var id = UUID.randomUUID();
        DATABASE.jdbc()
                .sql("""
                        insert into parked_record (id, system, route, mapping, stage, reason, payload, payload_hash, fetched_at)
                        values (?, 'crm', 'crm-orders', 'crm/order', 'mapping', 'placedAt: is missing', '{"no": "a-1"}', '', now())
                        """)
                .param(id).update();
        var parcel = exported(id);

        assertThat(parcel.run().isMade()).isFalse();
        assertThat(parcel.run().made()).contains("placedAt");

        parcel.json().put("input", "{\"no\": \"a-1\", \"at\": \"2026-01-05T10:00:00Z\"}");
        assertThat(parcel.run().made()).contains("\"number\" : \"A-1\"");
        assertThat(parcel.run().isAsThen()).as("it is mended").isFalse();
    }

    @Test
    void aCommandThatCannotBeSaidCannotBeSaidOnTheDesk() throws IOException {
        var unsayable = command("whenever", "parked", "the hub cannot say it: the CRM has no word for whenever");
        var refused = command("open", "refused", "HTTP 422");

        assertThat(exported(unsayable).run()).satisfies(result -> {
            assertThat(result.isMade()).isFalse();
            assertThat(result.made()).contains("no word for whenever");
        });
        assertThat(exported(refused).run()).satisfies(result -> {
            assertThat(result.made()).contains("\"of\" : \"7\"");
            assertThat(result.isAsThen()).as("the system refused it, and not the mapping").isTrue();
        });
    }

    @Test
    void whatIsNoParcelOrReachesOutOfItsFolderIsRefused() throws IOException {
        Files.writeString(temp.resolve("odd.json"), "{\"some\": \"json\"}");
        Files.writeString(temp.resolve("sly.json"), """
                {"kind": "command", "mapping": "a/b", "input": {}, "files": {"../../sly.jslt": "."}}""");

        assertThatThrownBy(() -> Parcel.open(temp.resolve("odd.json"))).hasMessageContaining("no parcel");
        assertThatThrownBy(() -> Parcel.open(temp.resolve("sly.json")).run()).hasMessageContaining("outside");
    }

    /** By way of a file, as the command line has it. */
    private Parcel exported(UUID id) throws IOException {
        var file = temp.resolve(id + ".json");
        Files.writeString(file,
                new Parcels(DATABASE.jdbc(), mappings.mappings()).of(id).orElseThrow().json().toString());
        return Parcel.open(file);
    }

    private static UUID command(String value, String state, String outcome) {
        var id = UUID.randomUUID();
        DATABASE.jdbc().sql("""
                insert into delivery (id, case_id, system, entity, key, kind, payload, actor, state, outcome)
                values (?, gen_random_uuid(), 'crm', 'case', '7', 'case-status', ?, 'agent:ada', ?, ?)
                """).params(id, "{\"value\": \"" + value + "\"}", state, outcome).update();
        return id;
    }
}
