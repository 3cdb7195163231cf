package io.casehub.landscape.company;

import com.fasterxml.jackson.core.type.TypeReference;
import io.casehub.landscape.system.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What really is the same, which no system knows: the records of each customer, by customer number.
 * What the company was seeded with is in {@code truth.json}, what came later in
 * {@code truth-later.jsonl} beside it. Which cases and mails belong together is in
 * {@code matters.json}.
 */
public final class Truth {

    private final Map<Integer, List<Key>> keys;
    private final List<Matter> matters;
    private final Path later;

    /** A record of a system. */
    public record Key(String system, String entity, String key) {}

    /** A record of a system belongs to a customer. */
    public record Fact(int customer, Key key) {}

    private Truth(Map<Integer, List<Key>> keys, List<Matter> matters, Path later) {
        this.keys = keys;
        this.matters = matters;
        this.later = later;
    }

    /** Reads the truth of this folder, or writes down that of the company. */
    public static Truth in(Path folder, Company company) {
        var file = folder.resolve("truth.json");
        var later = folder.resolve("truth-later.jsonl");
        try {
            var together = folder.resolve("matters.json");
            if (!Files.exists(file)) {
                write(together, company.matters());
                write(file, seeded(company));
            }
            var keys = Json.CAMEL.read(Files.readString(file), new TypeReference<TreeMap<Integer, List<Key>>>() {
            });
            var matters = Files.exists(together)
                    ? Json.CAMEL.read(Files.readString(together), new TypeReference<List<Matter>>() {
                    })
                    : List.<Matter>of();
            var truth = new Truth(keys, matters, later);
            if (Files.exists(later))
                Files.readAllLines(later).forEach(line -> truth.note(Json.CAMEL.read(line, Fact.class)));
            return truth;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void add(int customer, String system, String entity, String key) {
        var fact = new Fact(customer, new Key(system, entity, key));
        note(fact);
        try {
            Files.writeString(later, Json.CAMEL.text(fact) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized Optional<String> keyOf(int customer, String system, String entity) {
        return keys.getOrDefault(customer, List.of()).stream()
                .filter(key -> key.system().equals(system) && key.entity().equals(entity)).map(Key::key).findFirst();
    }

    public synchronized Map<Integer, List<Key>> all() {
        var copy = new TreeMap<Integer, List<Key>>();
        keys.forEach((customer, list) -> copy.put(customer, List.copyOf(list)));
        return copy;
    }

    /** What belongs together of that with which the company was seeded. */
    public List<Matter> matters() {
        return matters;
    }

    private static void write(Path file, Object truth) throws IOException {
        var fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), Json.CAMEL.text(truth));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void note(Fact fact) {
        keys.computeIfAbsent(fact.customer(), customer -> new ArrayList<>()).add(fact.key());
    }

    private static Map<Integer, List<Key>> seeded(Company company) {
        var keys = new TreeMap<Integer, List<Key>>();
        company.contacts().forEach(a -> put(keys, a.customer(), "crm", "contact", a.key()));
        company.accounts().forEach(a -> put(keys, a.customer(), "erp", "KUNDE", a.key()));
        company.debtors().forEach(a -> put(keys, a.customer(), "billing", "debtor", a.key()));
        company.parcels().forEach(p -> put(keys, p.order().customer(), "shipping", "parcel", p.trackingNo()));
        company.customers().forEach(c -> c.emails().forEach(mail -> put(keys, c.no(), "email", "address", mail)));
        return keys;
    }

    private static void put(Map<Integer, List<Key>> keys, int customer, String system, String entity, String key) {
        keys.computeIfAbsent(customer, no -> new ArrayList<>()).add(new Key(system, entity, key));
    }
}
