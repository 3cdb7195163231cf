package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class CasehubCommandIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String URL = "--spring.datasource.url=" + DATABASE.url();

    private final List<List<String>> starts = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ApiKeys keys = new ApiKeys(DATABASE.jdbc(), new AuditTrail(DATABASE.jdbc()),
            TransactionOperations.withoutTransaction());

    @Test
    void withoutACommandTheHubStartsWithEveryArgument() {
        assertThat(run()).isZero();
        assertThat(run("--server.port=9000", "--debug")).isZero();
        assertThat(run("serve", "--server.port=9000", "--debug")).isZero();

        assertThat(starts).containsExactly(List.of(), List.of("--server.port=9000", "--debug"),
                List.of("--server.port=9000", "--debug"));
    }

    @Test
    void aKeyIsAddedShownAndRevoked() {
        assertThat(run("keys", "add", "--name", "ada", "--roles", "agent,supervisor", "--days", "90", URL)).isZero();
        var text = out.toString().lines().findFirst().orElse("");
        var id = text.substring(3, 15);

        assertThat(run("keys", "list", URL)).isZero();
        assertThat(run("keys", "revoke", id, URL)).isZero();

        assertThat(text).matches("ch_[0-9a-f]{12}_[0-9a-f]{64}");
        assertThat(out.toString()).containsPattern(id + "  ada +agent,supervisor +\\S+ +never +lives until ")
                .containsOnlyOnce(text);
        assertThat(keys.list()).singleElement().satisfies(key -> {
            assertThat(key.roles()).containsOnly(Role.AGENT, Role.SUPERVISOR);
            assertThat(key.revokedAt()).isNotNull();
        });
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsSaidInOneSentence() {
        assertThat(run("keys", "list")).isEqualTo(2);
        assertThat(errors()).containsExactly(SettingMissing.DATABASE);

        assertThat(run("keys", "revoke", "none", URL)).isEqualTo(2);
        assertThat(errors()).singleElement().asString().contains("There is no key none");

        assertThat(run("keys", "add", "--name", "ada", "--roles", "king", URL)).isEqualTo(2);
        assertThat(errors()).first().asString()
                .contains("'king' is no role; roles are agent,supervisor,integrator,admin,portal,partner");

        assertThat(run("keys", "list", "--spring.datasource.url=jdbc:postgresql://localhost:1/none")).isEqualTo(1);
        assertThat(errors()).singleElement().asString().startsWith("That did not work: ");

        assertThat(run("sing")).isEqualTo(2);
        assertThat(starts).isEmpty();
    }

    @Test
    void itTellsWhatItCan() {
        assertThat(run("--help")).isZero();
        assertThat(run("keys", "add", "--help")).isZero();

        assertThat(out.toString()).contains("serve", "keys", "--roles=ROLE");
    }

    private int run(String... args) {
        return new CasehubCommand(settings -> starts.add(List.of(settings))).run(new PrintWriter(out, true),
                new PrintWriter(err, true), args);
    }

    private List<String> errors() {
        var lines = err.toString().lines().toList();
        err.getBuffer().setLength(0);
        return lines;
    }
}
