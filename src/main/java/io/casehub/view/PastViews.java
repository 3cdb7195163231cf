package io.casehub.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.Cases;
import io.casehub.cases.past.PastCases;
import io.casehub.identity.Customers;
import io.casehub.ingest.PastRecords;
import io.casehub.ingest.PastRecords.PastVersion;
import io.casehub.ingest.Sources;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Fact;
import io.casehub.model.Money;
import io.casehub.outbound.corrections.StandingCorrection;
import io.casehub.outbound.corrections.StandingCorrections;
import io.casehub.view.Items.Entry;
import io.casehub.view.Items.Part;
import io.casehub.view.Items.Place;
import io.casehub.view.Views.Stretch;
import io.casehub.view.Views.View;
import io.casehub.view.golden.Golden;
import io.casehub.view.golden.Ownership;
import io.casehub.view.signals.Clue;
import io.casehub.view.signals.Lookout;
import io.casehub.view.signals.SignalRules;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was known of customers at a time: what their sources had said by then, as the hub had
 * fetched it. Who is one customer, what belongs to him, and whom the hub believes is as it is known
 * today.
 */
@Component
@Transactional(readOnly = true)
public class PastViews {

    private static final Comparator<Place> IN_ORDER = Comparator.comparing(Place::at).reversed()
            .thenComparing(place -> place.source().system())
            .thenComparing(place -> place.source().entity().word())
            .thenComparing(place -> place.source().key());

    private final Customers customers;
    private final PastRecords records;
    private final Cases cases;
    private final PastCases past;
    private final Sources sources;
    private final Ownership ownership;
    private final SignalRules rules;
    private final Origins origins;
    private final StandingCorrections corrections;

    PastViews(Customers customers, PastRecords records, Cases cases, PastCases past, Sources sources,
            Ownership ownership, SignalRules rules, Origins origins, StandingCorrections corrections) {
        this.customers = customers;
        this.records = records;
        this.cases = cases;
        this.past = past;
        this.sources = sources;
        this.ownership = ownership;
        this.rules = rules;
        this.origins = origins;
        this.corrections = corrections;
    }

    /**
     * The answer of {@link Views#read} as of a time; empty where nothing was known of the customer
     * then.
     *
     * @param isExplained with the origin of every leaf, as {@link Views#explained}
     */
    public Optional<View> read(CustomerId customer, Instant at, Parts parts, boolean isExplained) {
        var items = items(customer, at);
        var profile = profile(customer, at);
        if (items.isEmpty() && profile.path("records").isEmpty()) {
            return Optional.empty();
        }
        var answer = JsonNodeFactory.instance.objectNode();
        for (var section : parts.sections()) {
            answer.set(section.member(), section(new Part(customer, section), items, profile, at));
        }
        if (isExplained) {
            origins.explain(answer, at);
        }
        if (parts.hasSources()) {
            answer.set("sources", sources(at));
        }
        var bytes = Views.bytes(answer);
        return Optional.of(new View(bytes, "past-" + Integer.toHexString(Arrays.hashCode(bytes)), true));
    }

    /** {@link Views#timeline} as of a time; empty where nothing was known of the customer then. */
    public Optional<Stretch> timeline(CustomerId customer, Instant at, @Nullable Section section,
            @Nullable String behind, int limit) {
        var items = items(customer, at);
        if (items.isEmpty() && profile(customer, at).path("records").isEmpty()) {
            return Optional.empty();
        }
        var place = behind == null ? null : Views.place(behind);
        return Optional.of(Views.stretch(items.stream()
                .filter(item -> section == null || item.section() == section)
                .map(item -> new Entry(item.section(), place(item), item.body()))
                .filter(entry -> place == null || IN_ORDER.compare(entry.place(), place) > 0)
                .limit(limit + 1L).toList(), limit));
    }

    private ObjectNode profile(CustomerId customer, Instant at) {
        var all = customers.records(customer);
        var said = records.at(at, all).values().stream().map(PastVersion::stored).toList();
        var standing = corrections.at(at, all).values().stream().flatMap(List::stream)
                .sorted(Comparator.comparing(StandingCorrection::at)).toList();
        return Render.profile(new Golden(said, ownership.rules()).profile(customer), standing);
    }

    /** Everything there was of the customer, in the order of views. */
    private List<Item> items(CustomerId customer, Instant at) {
        var facts = records.at(at, customers.facts(customer).stream()
                .filter(source -> source.entity() != Entity.CASE).toList()).values().stream()
                .map(PastVersion::stored)
                .flatMap(stored -> stored.record() instanceof Fact fact
                        ? Stream.of(Item.of(stored, fact, customer, at))
                        : Stream.empty());
        var hubs = past.at(at, cases.of(customer)).stream()
                .map(one -> Item.of(one.hub(), one.links(), customer, one.hub().changedAt()));
        return Stream.concat(facts, hubs).sorted(Comparator.comparing(PastViews::place, IN_ORDER)).toList();
    }

    private JsonNode section(Part part, List<Item> items, ObjectNode profile, Instant at) {
        return switch (part.section()) {
            case PROFILE -> profile;
            case SIGNALS -> signals(items, profile, at);
            default -> list(part, items.stream().filter(item -> item.section() == part.section()).toList(), at);
        };
    }

    /** What was open then stands first. */
    private static JsonNode list(Part part, List<Item> items, Instant at) {
        var newest = new Newest(items.size(), items.stream().filter(item -> !item.bearing().isPast()).count());
        items.stream().sorted(Comparator.comparing(item -> item.bearing().isPast())).limit(part.section().most())
                .forEach(item -> newest.add(item.body(), item.bearing().kind()));
        return Views.parse(Render.list(part, newest, owed(items), "&asOf=" + at));
    }

    private static List<Money> owed(List<Item> items) {
        return items.stream().flatMap(item -> Stream.ofNullable(item.bearing().owed()))
                .collect(Collectors.groupingBy(owed -> owed.currency().getCurrencyCode(), TreeMap::new,
                        Collectors.reducing((one, other) -> new Money(one.amount().add(other.amount()),
                                one.currency()))))
                .values().stream().flatMap(Optional::stream).toList();
    }

    /** What could have been noticed then, by the rules of today. */
    private JsonNode signals(List<Item> items, ObjectNode profile, Instant at) {
        var clues = items.stream().flatMap(item -> Stream.ofNullable(item.bearing().clue())
                .map(clue -> new Clue(item.source(), item.at(), ExactJson.parse(clue)))).limit(Items.MOST_CLUES)
                .toList();
        var seen = Lookout.at(at, rules.rules(), clues, Watch.addresses(Views.bytes(profile)));
        var noticed = Watch.marked(seen).signals();
        return Views.parse(noticed == null ? Section.SIGNALS.empty() : noticed);
    }

    private ObjectNode sources(Instant at) {
        var down = sources.downAt(at);
        var json = JsonNodeFactory.instance.objectNode();
        sources.states().forEach(state -> {
            var since = down.get(state.system());
            var entry = json.putObject(state.system()).put("state", since == null ? "ok" : "down");
            if (since != null) {
                entry.put("since", since.toString());
            }
        });
        return json;
    }

    private static Place place(Item item) {
        return new Place(item.at(), item.source());
    }
}
