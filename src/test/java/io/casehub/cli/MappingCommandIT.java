package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Folder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingCommandIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String MAPPING = "{\"source\": {\"key\": .id}, \"kind\": \"person\", \"name\": .name}";

    @TempDir
    Path temp;

    private final TestDatabase database = DATABASE.emptied();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void twoCustomersAreStored() {
        new Folder(temp).write("crm/customer", MAPPING);
        try (var rooms = Rooms.open(database, temp, "ingest", "audit")) {
            rooms.get(Ingest.class).accept(new Page("crm", "crm-customers", List.of("crm/customer"),
                    List.of(RawRecord.of(ExactJson.parse("{\"id\": \"1\", \"name\": \"Ada\"}")),
                            RawRecord.of(ExactJson.parse("{\"id\": \"2\", \"name\": \"Bob\"}"))),
                    null, null));
        }
    }

    @Test
    void aDiffShowsEachFieldWithExamples() {
        new Folder(temp).write("crm/customer", MAPPING.replace(".name}", "\"Dr \" + .name}"));

        assertThat(run("mapping", "diff", "crm/customer")).isZero();
        assertThat(out.toString().lines()).containsExactly("crm/customer: 2 of 2 stored records looked at, the newest",
                "unchanged 0, changed 2, would fail 0, would vanish 0", "", "name  in 2", "    1: \"Ada\" → \"Dr Ada\"",
                "    2: \"Bob\" → \"Dr Bob\"");

        out.getBuffer().setLength(0);
        assertThat(run("mapping", "diff", "crm/customer", "--last", "1", "--json")).isZero();
        assertThat(ExactJson.parse(out.toString()).path("looked").asInt()).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aDiffThatWouldLoseRecordsFails() {
        new Folder(temp).write("crm/customer", MAPPING.replace(".name}", "null}"));

        assertThat(run("mapping", "diff", "crm/customer")).isEqualTo(1);

        assertThat(out.toString()).contains("would fail 2", "name: is missing", "in 2, such as 1, 2");
    }

    @Test
    void aRemapIsAskedForAndLookedAt() {
        assertThat(run("mapping", "remap", "--status", "crm/customer")).isEqualTo(2);
        assertThat(err.toString()).contains("No re-map of crm/customer was ever asked for");

        assertThat(run("mapping", "remap", "crm/customer")).isZero();
        assertThat(run("mapping", "remap", "--status", "crm/customer")).isZero();

        assertThat(out.toString()).contains("crm/customer  running  0 of 2: changed 0",
                "A running hub goes on with it");
        assertThat(database.jdbc().sql("select asked_by from remapping").query(String.class).single())
                .isEqualTo("cli:" + System.getProperty("user.name"));
    }

    @Test
    void whatCannotBeDoneIsSaidInOneSentence() {
        assertThat(run("mapping", "diff", "crm/none")).isEqualTo(2);
        assertThat(run("mapping", "remap", "erp/customer")).isEqualTo(2);
        assertThat(run("mapping", "diff", "crm/customer", "--last", "0")).isEqualTo(2);
        new Folder(temp).write("crm/customer", "(");
        assertThat(run("mapping", "diff", "crm/customer")).isEqualTo(2);

        assertThat(err.toString()).contains("no mapping crm/none: there is no file", "no mapping erp/customer",
                "--last is a whole number from 1", "mapping crm/customer cannot be used");
        assertThat(new CasehubCommand(settings -> {
        }).run(new PrintWriter(out, true), new PrintWriter(err, true), "mapping", "diff", "crm/customer",
                "--casehub.mappings=" + temp)).isEqualTo(2);
        assertThat(err.toString()).contains(SettingMissing.DATABASE);
    }

    private int run(String... words) {
        var args = new ArrayList<>(List.of(words));
        args.add("--casehub.mappings=" + temp);
        args.add("--spring.datasource.url=" + database.url());
        return new CasehubCommand(settings -> {
        }).run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }
}
