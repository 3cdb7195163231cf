package io.casehub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Folder;
import io.casehub.mapping.Mappings;
import io.casehub.model.CustomerId;
import io.casehub.view.Views;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The rooms from ingest to view on a fresh database, and records in canonical form that arrive
 * there.
 */
public final class Arrivals implements AutoCloseable {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> MAPPINGS = List.of("crm/customer", "crm/case", "crm/interaction", "erp/customer",
            "erp/order",
            "billing/customer", "billing/invoice", "billing/payment", "billing/case", "crm/score", "crm/consent",
            "crm/suggestion", "crm/subscription", "shipping/shipment", "shipping/case",
            "email/customer", "email/interaction");

    public final TestDatabase database;
    public final Rooms rooms;
    private final Path temp;

    public Arrivals(Path temp) {
        this(temp, TestDatabase.cleared());
    }

    /** With beans of the test's own. */
    public Arrivals(Path temp, Consumer<GenericApplicationContext> more, String... rooms) {
        this(temp, TestDatabase.cleared(), more, rooms);
    }

    /** On a database as it stands. */
    public Arrivals(Path temp, TestDatabase database) {
        this(temp, database, more -> {
        }, "ingest", "audit", "identity", "cases", "outbound.corrections", "view");
    }

    private Arrivals(Path temp, TestDatabase database, Consumer<GenericApplicationContext> more, String... rooms) {
        this.temp = temp;
        this.database = database;
        var folder = new Folder(temp);
        MAPPINGS.forEach(mapping -> folder.write(mapping, ".record"));
        this.rooms = Rooms.open(database, Path.of("mappings"), context -> {
            context.registerBean("given", Mappings.class, folder::mappings, definition -> definition.setPrimary(true));
            more.accept(context);
        }, rooms);
    }

    /** A second hub node on the same database. */
    public Arrivals neighbour() {
        return new Arrivals(temp, database);
    }

    /** Takes records in, one page for each stretch of the same mapping. */
    public void arrive(Arrival... records) {
        var pages = new LinkedHashMap<String, ArrayList<RawRecord>>();
        for (var arrival : records) {
            pages.computeIfAbsent(arrival.mapping(), any -> new ArrayList<>())
                    .add(RawRecord.of(JsonNodeFactory.instance.objectNode().set("record", arrival.record())));
        }
        pages.forEach((mapping, page) -> {
            var system = mapping.substring(0, mapping.indexOf('/'));
            var receipt = (Receipt.Landed) rooms.get(Ingest.class)
                    .accept(new Page(system, mapping, List.of(mapping), page, null, null));
            if (receipt.parked() > 0) {
                throw new AssertionError(database.jdbc().sql("select stage || ' ' || reason from parked_record")
                        .query(String.class).list().toString());
            }
        });
    }

    public CustomerId customer(String ref) {
        return database.jdbc().sql("select customer_id from member where system || ':' || key = ?").param(ref)
                .query(UUID.class).optional().map(CustomerId::new).orElseThrow();
    }

    /** What the view shows, as {@code section: key, key} in the order of the view. */
    public Map<String, List<String>> shown(CustomerId customer) {
        var view = ExactJson.parse(new String(rooms.get(Views.class).read(customer).json(), StandardCharsets.UTF_8));
        var shown = new TreeMap<String, List<String>>();
        view.properties().forEach(section -> {
            var keys = section.getValue().findParents("source").stream().map(Arrivals::source).distinct().toList();
            if (!keys.isEmpty()) {
                shown.put(section.getKey(), keys);
            }
        });
        return shown;
    }

    /**
     * Who is one customer, why, and what everybody's view says, without the hub's own ids and times of
     * fetching: what must be the same however records arrive.
     */
    public Map<String, String> projection() {
        var projection = new TreeMap<String, String>();
        database.jdbc().sql("""
                select customer_id, string_agg(system || ':' || key, ' ' order by system, key) as refs
                from member group by customer_id
                """).query(row -> {
            var view = rooms.get(Views.class).read(new CustomerId(row.getObject("customer_id", UUID.class))).json();
            var tree = (ObjectNode) ExactJson.parse(new String(view, StandardCharsets.UTF_8));
            tree.remove("sources");
            tree.findParents("id").forEach(item -> ((ObjectNode) item).remove("id"));
            tree.findParents("number").stream().filter(item -> item.path("number").asText().startsWith("CH-"))
                    .forEach(item -> ((ObjectNode) item).remove("number"));
            tree.findParents("about").stream().filter(signal -> signal.path("reason").asText().contains("CH-"))
                    .forEach(signal -> ((ObjectNode) signal).retain("signal", "since"));
            tree.findParents("fetchedAt").forEach(item -> ((ObjectNode) item).remove("fetchedAt"));
            projection.put(row.getString("refs"), tree.toPrettyString());
        });
        database.jdbc().sql("""
                select l.system || ':' || l.key as one, r.system || ':' || r.key as other, j.verdict from judgement j
                join member l on l.id = j.one join member r on r.id = j.other where j.ended_at is null
                """).query(row -> {
            var ends = Stream.of(row.getString("one"), row.getString("other")).sorted();
            projection.put("judgement " + ends.collect(Collectors.joining(" ")) + row.getString("verdict"), "");
        });
        return projection;
    }

    @Override
    public void close() {
        rooms.close();
    }

    private static String source(JsonNode item) {
        return item.path("source").path("system").asText() + ":" + item.path("source").path("key").asText();
    }

    /** One record, and the mapping it goes through. */
    public record Arrival(String mapping, ObjectNode record) {

        public static Arrival customer(String ref, String name, String... contacts) {
            var arrival = of(ref, "customer");
            arrival.record().put("kind", "person").put("name", name).putArray("addresses").addObject()
                    .put("city", "Lindau");
            var list = arrival.record().putArray("contacts");
            Arrays.stream(contacts).forEach(contact -> list.addObject()
                    .put("type", contact.contains("@") ? "email" : "phone").put("value", contact));
            return arrival;
        }

        public static Arrival firm(String ref, String name, String... contacts) {
            var arrival = customer(ref, name, contacts);
            arrival.record().put("kind", "organisation");
            return arrival;
        }

        public static Arrival sender(String address, String name) {
            var arrival = customer("email:" + address, name, address);
            arrival.record().remove("addresses");
            return arrival;
        }

        public static Arrival order(String number, String customer) {
            var arrival = of("erp:" + number, "order");
            arrival.record().put("number", number).put("status", "placed").put("placedAt", moment(number))
                    .putObject("customer").put("key", customer);
            return arrival;
        }

        public static Arrival shipment(String key, String order) {
            var arrival = of("shipping:" + key, "shipment");
            arrival.record().put("trackingNumber", key).put("order", order).put("status", "delivered")
                    .put("eventAt", moment(key));
            return arrival;
        }

        public static Arrival invoice(String key, String customer) {
            var arrival = of("billing:" + key, "invoice");
            arrival.record().put("number", key).put("status", "open")
                    .put("issuedOn", "2026-01-%02d".formatted(1 + Math.floorMod(key.hashCode(), 28)))
                    .putObject("customer").put("key", customer);
            arrival.record().putObject("total").put("amount", "12.50").put("currency", "EUR");
            return arrival;
        }

        public static Arrival ticket(String key, @Nullable String customer) {
            return matter("crm:" + key, customer);
        }

        /** A source case of any system. */
        public static Arrival matter(String ref, @Nullable String customer) {
            var arrival = of(ref, "case");
            arrival.record().put("subject", "Case " + ref.substring(ref.indexOf(':') + 1)).put("status", "open")
                    .put("openedAt", moment(ref));
            if (customer != null) {
                arrival.record().putObject("customer").put("key", customer);
            }
            return arrival;
        }

        public static Arrival mail(String key, String sender) {
            var arrival = of("email:" + key, "interaction");
            arrival.record().put("channel", "mail").put("direction", "inbound").put("at", moment(key))
                    .put("text", "Hello from " + sender);
            arrival.record().putObject("from").put("address", sender);
            arrival.record().putObject("customer").put("key", sender);
            return arrival;
        }

        /** What somebody wrote into a ticket of the crm. */
        public static Arrival message(String key, @Nullable String customer) {
            var arrival = of("crm:" + key, "interaction");
            arrival.record().put("channel", "message").put("direction", "inbound").put("at", moment(key))
                    .putObject("from").put("address", "anna@blum.example");
            if (customer != null) {
                arrival.record().putObject("customer").put("key", customer);
            }
            return arrival;
        }

        /** The n-th version of it. */
        public Arrival version(int n) {
            var later = record.deepCopy();
            later.put("changedAt", NOON.plus(Duration.ofDays(n)).toString());
            return new Arrival(mapping, later);
        }

        /** The same with another value of a field. */
        public Arrival with(String field, @Nullable Object value) {
            var other = record.deepCopy();
            other.set(field, JsonNodeFactory.instance.pojoNode(value));
            return new Arrival(mapping, (ObjectNode) ExactJson.mapper().valueToTree(other));
        }

        private static Arrival of(String ref, String entity) {
            var system = ref.substring(0, ref.indexOf(':'));
            var key = ref.substring(ref.indexOf(':') + 1);
            var record = JsonNodeFactory.instance.objectNode();
            record.putObject("source").put("key", key);
            return new Arrival(system + "/" + entity, record.put("changedAt", moment(ref)));
        }

        /** Any two things have times of their own. */
        private static String moment(String of) {
            return NOON.minus(Duration.ofSeconds(Math.floorMod(of.hashCode() * 2654435761L, 10_000_000L))).toString();
        }
    }
}
