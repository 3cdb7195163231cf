package io.casehub;

import io.casehub.cases.CaseFilter;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.connector.ConnectorState;
import io.casehub.connector.Connectors;
import io.casehub.landscape.Landscape;
import io.casehub.landscape.LandscapeSettings;
import io.casehub.landscape.PortTaken;
import io.casehub.model.CaseStatus;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The hub and its landscape in one process: what {@code ./mvnw spring-boot:test-run} starts. */
final class Demo {

    private static final Duration LONGEST_LOAD = Duration.ofMinutes(3);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration PROGRESS = Duration.ofSeconds(10);

    private Demo() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            var landscape = Landscape.start(LandscapeSettings.from(args));
            landscape.hubSettings().forEach(System::setProperty);
            // the systems' servers would tell the hub's console of every client that hangs up
            System.setProperty("logging.level.com.icegreen", "OFF");
            System.setProperty("logging.level.kafka", "ERROR");
            // a tool of the tests brings templates along, of which the hub has none
            System.setProperty("spring.mustache.check-template-location", "false");
            System.setProperty("email.tls", "false");
            // the broker of the carrier takes the hub's events, too
            System.setProperty("casehub.events.kafka.brokers", landscape.hubSettings().get("shipping.brokers"));
            var hub = hub(args);
            // the hub goes first: it must not wait for systems that are gone
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                hub.close();
                landscape.close();
            }, "demo-end"));
            greet(hub, landscape);
        } catch (PortTaken e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static ConfigurableApplicationContext hub(String... args) {
        var application = new SpringApplication(Casehub.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        return application.run(args);
    }

    private static void greet(ConfigurableApplicationContext hub, Landscape landscape) throws InterruptedException {
        var states = loaded(hub.getBean(Connectors.class));
        var key = hub.getBean(ApiKeys.class).issue("demo", Role.ofKeys(), Duration.ofDays(1), "cli:test").text();
        var address = "http://localhost:" + hub.getEnvironment().getProperty("local.server.port");
        System.out.println(Greeting.text(address, key, states, landscape, openCaseOfTheCrm(hub)));
    }

    /** One that somebody may resolve. */
    private static Optional<HubCase> openCaseOfTheCrm(ConfigurableApplicationContext hub) {
        var open = new CaseFilter(null, Set.of(CaseStatus.NEW, CaseStatus.OPEN), null, null, null, null, 200);
        return hub.getBean(Cases.class).search(open).stream()
                .filter(one -> one.origin().system().equals("crm")).findFirst();
    }

    /** Waits until no reading is under way, and nothing more comes in for a moment. */
    private static List<ConnectorState> loaded(Connectors connectors) throws InterruptedException {
        var end = Instant.now().plus(LONGEST_LOAD);
        var since = Instant.now();
        var told = since;
        long before = -1;
        while (Instant.now().isBefore(end) && Duration.between(since, Instant.now()).compareTo(QUIET) < 0) {
            var states = connectors.states();
            long now = received(states);
            if (now != before || now == 0 || states.stream().anyMatch(state -> !state.bearing().underway().isEmpty())) {
                before = now;
                since = Instant.now();
            }
            if (Instant.now().isAfter(told.plus(PROGRESS))) {
                System.out.printf("%,d records so far%n", now);
                told = Instant.now();
            }
            Thread.sleep(200);
        }
        return connectors.states().stream().sorted(Comparator.comparing(ConnectorState::name)).toList();
    }

    static long received(List<ConnectorState> states) {
        return states.stream().flatMap(state -> state.routes().stream()).mapToLong(route -> route.books().received())
                .sum();
    }
}
