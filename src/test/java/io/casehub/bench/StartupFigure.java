package io.casehub.bench;

import io.casehub.bench.Rounds.Cost;
import io.casehub.harness.HubProcess;
import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.system.Loopback;
import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A start of the hub until it is ready, beside one of an empty application of the same kind. */
final class StartupFigure implements Figure {

    /** The jars of spring-boot-starter-web, spring-boot-starter-jdbc and flyway, and no others. */
    private static final Pattern JARS = Pattern.compile("spring-(aop|beans|boot|boot-autoconfigure|context|core"
            + "|expression|jcl|jdbc|tx|web|webmvc)-[0-9].*|tomcat-embed-.*|jackson-(annotations|core|databind"
            + "|datatype-.*|module-parameter-names)-.*|HikariCP-.*|postgresql-.*|flyway-.*|logback-.*|slf4j-api-.*"
            + "|jul-to-slf4j-.*|log4j-(api|to-slf4j)-.*|snakeyaml-[0-9].*|micrometer-(commons|observation)-.*"
            + "|jakarta.annotation-api-.*|jspecify-.*");

    @Override
    public Measured measure(Setting setting) {
        var empty = setting.stores().empty("bench_nothing");
        var store = setting.stores().empty("bench_empty");
        setting.hub(store, Map.of()).close(); // makes its tables
        var rounds = new Rounds().side("empty application", () -> application(setting, empty))
                .side("hub", () -> hub(setting, store)).run(setting.rounds());
        return new Measured("startup").line("empty application", "s CPU", rounds.cpuSeconds("empty application"))
                .line("hub", "s CPU", rounds.cpuSeconds("hub"))
                .atMost("hub for an empty application", "× CPU", rounds.perCpuSecond("empty application", "hub"), 2);
    }

    private static Cost hub(Setting setting, String store) {
        long began = System.nanoTime();
        try (var hub = setting.hub(store, Map.of())) {
            return new Cost(1, new ProcessTrees(hub.pid()).seconds(), (System.nanoTime() - began) / 1e9);
        }
    }

    private static Cost application(Setting setting, String store) {
        int port = Loopback.freePort();
        var settings = Map.of("server.port", String.valueOf(port), "spring.datasource.url", setting.server().url(store),
                "spring.datasource.username", Postgres.USER, "spring.datasource.password", Server.PASSWORD,
                "spring.flyway.locations", "filesystem:" + setting.folder().toAbsolutePath().resolve("no-migrations"),
                "spring.flyway.fail-on-missing-locations", "false");
        long began = System.nanoTime();
        try (var process = HubProcess.start(EmptyApplication.class.getName(), classes(), settings,
                setting.folder().resolve("hub.log"), "-Xmx1g")) {
            Hub.waitUntilReady(port, "/", process);
            return new Cost(1, new ProcessTrees(process.pid()).seconds(), (System.nanoTime() - began) / 1e9);
        }
    }

    /** Its own class and those jars. */
    private static String classes() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith("test") || path.endsWith("test-classes")
                        || JARS.matcher(new File(path).getName()).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
