package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.Arrivals.Arrival;
import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.identity.Crowd;
import io.casehub.identity.Explanations;
import io.casehub.identity.PeopleGenerator;
import io.casehub.identity.PeopleGenerator.Generated;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.PageStored;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.StoredRecord;
import io.casehub.mapping.Folder;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEventPublisher;

/**
 * How fast the hub says who is one customer, on a database that keeps what it has acknowledged. A
 * section in {@code docs/figures.md}. Run by
 * {@code ./mvnw verify -Pharness -Dit.test=IdentityLoadIT}; {@code -Dharness.records=…} (identity
 * alone) and {@code -Dharness.hub.records=…} (the whole way) change the size.
 */
@Tag("harness")
class IdentityLoadIT {

    private static final String TITLE = "## Who is one customer, under load";
    private static final long SEED = 20261122;
    private static final int PAGE = 500;
    private static final int LAST_PAGES = 20;
    private static final int SMALL_PAGE = 5;
    private static final int SMALL_PAGES = 200;
    private static final int REVIEWS = 100_000;
    private static final String SYSTEM = "crm";
    private static final String[] ROUTES = {"crm/customer", "erp/customer"};

    @TempDir
    Path folder;

    private final List<String> rows = new ArrayList<>();
    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());

    @Test
    void identityKeepsUpWithSystemsThatDeliverEverythingTheyHave() throws IOException {
        int alone = Integer.getInteger("harness.records", 100_000);
        int whole = Integer.getInteger("harness.hub.records", 20_000);
        var mappings = mappings();
        row("machine", Machine.description());
        row("date, commit", Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", " + Machine.commit());
        row("load of the machine before (1, 5, 15 minutes)", load());

        double rate = identityAlone(alone, mappings);
        wholeHub(whole, mappings);

        var lines = List.of(TITLE, "",
                "Measured by `./mvnw verify -Pharness -Dit.test=IdentityLoadIT -Dharness.records=%d -Dharness.hub.records=%d`, which"
                        .formatted(alone, whole),
                "writes this section: generated people (seed %d), half of all records faulty duplicates, half of them with a mail"
                        .formatted(SEED),
                "address, in pages of %d that are committed to disk (`fsync`) one by one. Hub and database share the machine."
                        .formatted(PAGE),
                "", "| | |", "|---|---|", String.join("\n", rows));
        Figures.section(Path.of("docs/figures.md"), TITLE, String.join("\n", lines) + "\n");
        assertThat(rate).as("records/s of identity alone").isGreaterThanOrEqualTo(2000);
    }

    private double identityAlone(int records, Mappings mappings) throws IOException {
        var people = new PeopleGenerator(SEED).records(records + SMALL_PAGES * SMALL_PAGE, 0.5);
        var database = TestDatabase.durable();
        var events = new AtomicReference<ApplicationEventPublisher>();
        try (var rooms = Rooms.open(database, Path.of("mappings"), more -> {
            more.registerBean(Clock.class, Clock::systemUTC);
            events.set(more);
        }, "ingest", "audit", "identity")) {
            Consumer<List<Generated>> take = page -> {
                var stored = new PageStored(page.stream().map(person -> stored(person, mappings))
                        .sorted(Comparator.comparing(StoredRecord::source)).toList());
                time(() -> database.transaction().executeWithoutResult(status -> events.get().publishEvent(stored)));
            };
            database.jdbc().sql("create extension pg_stat_statements").update();
            double rate = feed("identity alone", people.subList(0, records), PAGE, take);
            feed("identity alone, then, pages of " + SMALL_PAGE, people.subList(records, people.size()), SMALL_PAGE,
                    take);
            row("right: pairs of one person found (recall), of those joined (precision)", quality(people, database));
            sizes(database);
            slowest(database);
            row("heap in use after it", Figures.grouped(heap()) + " MB");
            reviews(database, rooms.get(Explanations.class));
            return rate;
        }
    }

    private void wholeHub(int records, Mappings mappings) {
        for (int routes = 1; routes <= ROUTES.length; routes++) {
            var people = new PeopleGenerator(SEED).records(records, 0.5);
            var database = TestDatabase.durable();
            try (var rooms = Rooms.open(database, Path.of("mappings"),
                    more -> more.registerBean("given", Mappings.class,
                            () -> mappings, definition -> definition.setPrimary(true)),
                    "ingest", "audit", "identity", "cases", "outbound.corrections", "view")) {
                long began = System.nanoTime();
                feedRoutes(routes, people, rooms.get(Ingest.class));
                report("ingest to view, %d route%s at once".formatted(routes, routes == 1 ? "" : "s"), records,
                        Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }

    /** Each route a share of the people, all at the same time. */
    private void feedRoutes(int routes, List<Generated> people, Ingest ingest) {
        try (var threads = Executors.newFixedThreadPool(routes)) {
            var done = IntStream.range(0, routes).mapToObj(route -> threads.submit(() -> {
                int share = people.size() / routes;
                pages(people.subList(route * share, (route + 1) * share), PAGE).forEach(page -> {
                    var raw = page.stream().map(person -> RawRecord.of(body(person))).toList();
                    time(() -> assertThat(ingest.accept(new Page(ROUTES[route].split("/")[0], ROUTES[route],
                            List.of(ROUTES[route]), raw, null, null)))
                            .isInstanceOfSatisfying(Receipt.Landed.class,
                                    landed -> assertThat(landed.parked()).isZero()));
                });
                return true;
            })).toList();
            for (var thread : done) {
                assertThat(thread.get()).isTrue();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a page was not taken", e);
        }
    }

    private double feed(String what, List<Generated> people, int size, Consumer<List<Generated>> take) {
        pages(people, size).forEach(take);
        var last = List.copyOf(times.subList(Math.max(0, times.size() - LAST_PAGES), times.size()));
        double rate = report(what, people.size(), spent(times));
        times.addAll(last);
        report(what + ", the last of them", last.size() * size, spent(last));
        return rate;
    }

    private static Duration spent(List<Duration> times) {
        return times.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private void time(Runnable page) {
        long began = System.nanoTime();
        page.run();
        times.add(Duration.ofNanos(System.nanoTime() - began));
    }

    private double report(String what, int records, Duration spent) {
        var sorted = times.stream().sorted().toList();
        double rate = records * 1000.0 / spent.toMillis();
        row("%s: %s records".formatted(what, Figures.grouped(records)),
                "%s records/s; a page p50 %d ms, p95 %d ms".formatted(
                        Figures.grouped(Math.round(rate)), sorted.get(sorted.size() / 2).toMillis(),
                        sorted.get(sorted.size() * 95 / 100).toMillis()));
        times.clear();
        return rate;
    }

    /** The queue of somebody who works through it, over so many open reviews. */
    private void reviews(TestDatabase database, Explanations explanations) {
        database.jdbc()
                .sql("""
                        insert into judgement (one, other, verdict, bits, model, decided_by, asks)
                        select one, other, 'review', 1, 'load', 'system:hub', true from (
                            select distinct least(a, b) as one, greatest(a, b) as other from (
                                select (select min(id) from member) + (random() * 1e9)::bigint % (select count(*) from member) as a,
                                       (select min(id) from member) + (random() * 1e9)::bigint % (select count(*) from member) as b
                                from generate_series(1, ?)) drawn where a <> b) pairs
                        where exists (select from member where id = one) and exists (select from member where id = other)
                        on conflict do nothing
                        """)
                .param(REVIEWS).update();
        database.jdbc().sql("analyze judgement").update();
        long open = database.jdbc().sql("select count(*) from judgement where asks and ended_at is null")
                .query(Long.class)
                .single();
        long middle = database.jdbc().sql("select max(id) - ? from judgement").param(REVIEWS / 2).query(Long.class)
                .single();
        row("the first 100 of %s open reviews, 100 in the middle".formatted(Figures.grouped(open)),
                "%d ms, %d ms".formatted(
                        took(() -> explanations.reviews(0, 100)), took(() -> explanations.reviews(middle, 100))));
    }

    private static long took(Runnable work) {
        work.run();
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private void sizes(TestDatabase database) {
        row("tables with their indexes",
                database.jdbc()
                        .sql("""
                                select string_agg(format('%s %s MB (%s rows)', relname, pg_total_relation_size(relid) / 1000000, n_live_tup), ', '
                                                  order by pg_total_relation_size(relid) desc)
                                from pg_stat_user_tables where relname in ('member', 'block', 'judgement', 'match_key', 'customer')
                                """)
                        .query(String.class).single());
    }

    /** For whoever wants to know where the time goes; nothing of it is a figure. */
    private static void slowest(TestDatabase database) {
        database.jdbc()
                .sql("""
                        select format('%s ms in %s calls, %s MB of WAL, %s pages read: %s', total_exec_time::bigint, calls, (wal_bytes / 1000000)::int, shared_blks_read, regexp_replace(query, '[[:space:]]+', ' ', 'g'))
                        from pg_stat_statements order by total_exec_time desc limit 16
                        """)
                .query(String.class).list().forEach(System.out::println);
    }

    private static String quality(List<Generated> people, TestDatabase database) {
        var persons = people.stream().collect(Collectors.toMap(Generated::id, Generated::entity));
        var sizes = new HashMap<String, Long>();
        database.jdbc().sql("select customer_id::text, key from member").query(row -> {
            var person = persons.get(row.getString(2));
            sizes.merge("customer " + row.getString(1), 1L, Long::sum);
            sizes.merge("person " + person, 1L, Long::sum);
            sizes.merge("both " + row.getString(1) + person, 1L, Long::sum);
        });
        return "%.5f, %.5f".formatted((double) pairs(sizes, "both") / pairs(sizes, "person"),
                (double) pairs(sizes, "both") / pairs(sizes, "customer"));
    }

    private static long pairs(HashMap<String, Long> sizes, String of) {
        return sizes.entrySet().stream().filter(group -> group.getKey().startsWith(of + " "))
                .mapToLong(group -> group.getValue() * (group.getValue() - 1) / 2).sum();
    }

    private static <T> List<List<T>> pages(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size))).toList();
    }

    private static JsonNode body(Generated person) {
        return JsonNodeFactory.instance.objectNode().set("record", arrival(person).record());
    }

    private static Arrival arrival(Generated person) {
        return Crowd.arrival(SYSTEM, person, person.id().hashCode() % 2 == 0);
    }

    private static StoredRecord stored(Generated person, Mappings mappings) {
        return switch (mappings.get(ROUTES[0]).toCanonical(body(person), Instant.now())) {
            case Mapped.Record(var record, var canonical) -> new StoredRecord(record, canonical, Instant.now());
            case Mapped faulty -> throw new IllegalStateException(faulty.toString());
        };
    }

    private Mappings mappings() {
        var written = new Folder(folder);
        List.of(ROUTES).forEach(route -> written.write(route, ".record"));
        return written.mappings();
    }

    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000;
    }

    private static String load() throws IOException {
        return String.join(" ", List.of(Files.readString(Path.of("/proc/loadavg")).split(" ")).subList(0, 3));
    }

    private void row(String name, String value) {
        System.out.println(name + ": " + value);
        rows.add(Figures.row(name, value));
    }
}
