package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The four real products of {@code ../shared/systems} ({@code -Dsystems.folder=…}), which somebody
 * else has installed and started.
 */
final class RealProducts {

    private static final Path FOLDER = Path.of(System.getProperty("systems.folder", "../shared/systems"));

    private final Map<String, String> settings = new HashMap<>();
    private final KillBill killBill;
    private final Tryton tryton;
    private final RequestTracker requestTracker;
    private final Mailbox mailbox;
    private final Map<String, Integer> knownChanges = new HashMap<>();

    RealProducts() throws IOException {
        PropertiesLoaderUtils.loadProperties(new ClassPathResource("systems.properties"))
                .forEach((name, value) -> settings.put(name.toString(), value.toString()));
        killBill = new KillBill(settings);
        tryton = new Tryton(settings);
        requestTracker = new RequestTracker(settings);
        mailbox = new Mailbox(settings);
    }

    /** Why nothing can be measured here; empty where all answer. */
    Optional<String> missing() {
        if (!Files.isExecutable(FOLDER.resolve("systems"))) {
            return Optional.of("there are no products to run against: " + FOLDER.resolve("systems") + " is missing");
        }
        for (var product : all()) {
            try {
                product.records();
            } catch (IllegalStateException e) {
                return Optional.of(product.name() + " does not answer: run " + FOLDER + "/systems up, then seed");
            }
        }
        return Optional.empty();
    }

    Map<String, String> settings() {
        return settings;
    }

    List<Product> all() {
        return List.of(killBill, tryton, requestTracker, mailbox);
    }

    KillBill killBill() {
        return killBill;
    }

    Tryton tryton() {
        return tryton;
    }

    RequestTracker requestTracker() {
        return requestTracker;
    }

    void touch() {
        systems("touch");
    }

    /**
     * Changes in all products but one, which is stopped, and but the mailbox: the sender of new mails
     * is one person, and whoever opens fifty cases an hour is taken for a program.
     */
    void touchAllBut(String product) {
        List.of(killBill, tryton, requestTracker).stream().map(Product::name).filter(name -> !name.equals(product))
                .forEach(name -> systems("touch", name));
    }

    void stop(String product) {
        systems("down", product);
    }

    void start(String product) {
        systems("up", product);
    }

    /** What {@code touch} has done, by its own notes, since this was asked last. */
    List<JsonNode> newChanges() {
        var changes = new ArrayList<JsonNode>();
        for (var product : all()) {
            var notes = notes(product.name());
            int known = knownChanges.getOrDefault(product.name(), notes.size());
            notes.subList(known, notes.size()).forEach(line -> changes.add(ExactJson.parse(line)));
            knownChanges.put(product.name(), notes.size());
        }
        return changes;
    }

    private static List<String> notes(String product) {
        var state = Optional.ofNullable(System.getenv("CASEHUB_SYSTEMS_DIR")).orElse("/var/tmp/casehub-systems");
        var file = Path.of(state, "seed", product + ".changes.jsonl");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one side has of all records and the other has not, a line each. */
    List<String> differences(HubRecords hub) {
        var found = new ArrayList<String>();
        all().forEach(product -> found.addAll(differences(product, hub)));
        return found;
    }

    List<String> differences(Product product, HubRecords hub) {
        var found = new ArrayList<String>();
        var known = hub.of(product.system());
        product.records().forEach((entity, records) -> {
            var held = known.getOrDefault(entity, Map.of());
            for (var key : union(records.keySet(), held.keySet())) {
                var there = records.getOrDefault(key, "nothing");
                var here = held.getOrDefault(key, "nothing");
                boolean any = there.equals(HubRecords.ANYTHING) && held.containsKey(key);
                if (!any && !there.equals(here)) {
                    found.add("%s %s %s: the product says %s, the hub %s".formatted(product.system(), entity, key,
                            there, here));
                }
            }
        });
        return found;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static void systems(String... words) {
        var command = new ArrayList<String>();
        command.add(FOLDER.resolve("systems").toAbsolutePath().toString());
        command.addAll(List.of(words));
        try {
            var log = Files.createTempFile("systems", ".log");
            int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
