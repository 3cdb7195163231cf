package io.casehub.view.fresh;

import io.casehub.identity.Customers;
import io.casehub.ingest.Sources;
import io.casehub.ingest.Sources.Contact;
import io.casehub.ingest.live.Feed;
import io.casehub.ingest.live.LiveReadings;
import io.casehub.ingest.live.LiveReadings.Which;
import io.casehub.ingest.live.LiveSource;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import io.casehub.view.Section;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Brings what is too old in a customer's view up to date, as far as there is time. */
@Component
public class Freshness {

    private static final Contact NONE = new Contact(null, null);

    private final Customers customers;
    private final Sources sources;
    private final LiveReadings readings;
    private final ObjectProvider<LiveSource> live;
    private final Flights flights;
    private final Clock clock;

    Freshness(Customers customers, Sources sources, LiveReadings readings, ObjectProvider<LiveSource> live,
            MeterRegistry meters, Clock clock) {
        this.customers = customers;
        this.sources = sources;
        this.readings = readings;
        this.live = live;
        this.flights = new Flights(readings, meters, clock);
        this.clock = clock;
    }

    /**
     * Reads what is older than wished from its sources, all of them beside each other, and waits for
     * them. Once it is back the view has what they said.
     *
     * @param sections those that are answered
     * @param until when it is back at the latest; what comes later lands nevertheless
     */
    public Report refresh(CustomerId customer, Collection<Section> sections, Wish wish, Instant until) {
        var arrived = clock.instant();
        var report = new Report(sections, wish);
        var known = known(customer);
        var looks = new ArrayList<Look>();
        live.forEach(source -> source.feeds().forEach(feed -> feed.entities().stream().map(Section::of)
                .filter(sections::contains).distinct().forEach(section -> wish.of(section)
                        .ifPresent(maxAge -> looks.add(look(section, maxAge, source, feed, known))))));
        await(looks, until);
        looks.forEach(look -> report.add(look.section(), look.found(arrived, clock.instant())));
        return report;
    }

    private Known known(CustomerId customer) {
        var keys = customers.records(customer).stream()
                .collect(Collectors.groupingBy(SourceRef::system, Collectors.mapping(SourceRef::key,
                        Collectors.toList())));
        var all = keys.values().stream().flatMap(List::stream).toList();
        return new Known(keys, sources.contacts(), all.isEmpty() ? Map.of() : readings.ages(all));
    }

    private Look look(Section section, Duration maxAge, LiveSource source, Feed feed, Known known) {
        var contact = known.contacts().getOrDefault(feed.heardBy(), NONE);
        var keys = known.keys().getOrDefault(feed.system(), List.of());
        var age = known.age(feed, contact, keys);
        boolean isToAsk = (age == null || age.compareTo(maxAge) > 0) && feed.isAskable()
                && contact.failingSince() == null;
        return new Look(section, maxAge, feed, age, contact.failingSince(), keys.isEmpty(),
                isToAsk ? keys.stream().map(key -> flights.join(source, feed, key)).toList() : List.of());
    }

    private void await(List<Look> looks, Instant until) {
        var all = looks.stream().flatMap(look -> look.flights().stream()).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(Math.max(0, Duration.between(clock.instant(), until).toMillis()),
                    TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // each flight tells for itself what became of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void close() {
        flights.close();
    }

    /**
     * What the hub knows before it asks anybody.
     *
     * @param keys of the customer's records, by system
     */
    private record Known(Map<String, List<String>> keys, Map<String, Contact> contacts, Map<Which, Duration> readings) {

        /** As old as the feed's own reading, or younger where all that he has was asked for since. */
        @Nullable
        Duration age(Feed feed, Contact contact, List<String> keys) {
            var asked = Duration.ZERO;
            for (var key : keys) {
                asked = SourceAge.older(asked, readings.get(new Which(feed.route(), key)));
            }
            var own = contact.age();
            return keys.isEmpty() || asked == null || own != null && own.compareTo(asked) < 0 ? own : asked;
        }
    }
}
