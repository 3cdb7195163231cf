package io.casehub.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandscapeProcessIT {

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (var process : started) {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatWasCommittedSurvivesAKillAndTheOrphanedServerIsReplaced() throws Exception {
        var first = start();
        execute("create table kept (i int)");
        execute("insert into kept values (42)");
        var orphan = postmaster();

        first.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).isPresent();
        start();

        assertThat(query("select i from kept")).isEqualTo("42");
        assertThat(postmaster()).isNotEqualTo(orphan);
        assertThat(query("select count(*) from pg_database where datname = 'casehub'")).isEqualTo("1");
    }

    @Test
    void itEndsWhenToldAndLeavesNothingRunning() throws Exception {
        var process = start();

        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(note()).doesNotExist();
    }

    private Process start() throws IOException {
        var output = folder.resolve("output-" + started.size());
        var process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LandscapeProcess.class.getName(),
                "--landscape.data=" + folder.resolve("data"), "--landscape.customers=50", "--landscape.pace=100ms",
                "--landscape.control.port=0", "--landscape.crm.port=0", "--landscape.erp.port=0",
                "--landscape.billing.port=0",
                "--landscape.kafka.port=0", "--landscape.smtp.port=0", "--landscape.imap.port=0",
                "--landscape.postgres.port=0")
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        started.add(process);
        await().atMost(Duration.ofSeconds(150)).until(() -> Files.readString(output).contains("landscape ready"));
        return process;
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(note()).getFirst().strip());
    }

    // PostgreSQL takes it away at the end of a shutdown
    private Path note() {
        return folder.resolve("data/postgres/db/postmaster.pid");
    }

    private void execute(String sql) throws Exception {
        try (var connection = database(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws Exception {
        try (var connection = database(); var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection database() throws Exception {
        var settings = new Properties();
        try (Reader file = Files.newBufferedReader(folder.resolve("data/hub.properties"))) {
            settings.load(file);
        }
        return DriverManager.getConnection(settings.getProperty("spring.datasource.url"),
                settings.getProperty("spring.datasource.username"), settings.getProperty("spring.datasource.password"));
    }
}
