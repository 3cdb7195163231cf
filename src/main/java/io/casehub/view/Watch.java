package io.casehub.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.view.Items.Part;
import io.casehub.view.Sheets.Marked;
import io.casehub.view.SignalsChanged.Change;
import io.casehub.view.signals.Lookout;
import io.casehub.view.signals.Lookout.Seen;
import io.casehub.view.signals.Signal;
import io.casehub.view.signals.SignalRules;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Looks at customers in whose views something changed, and notes what there is to be noticed. */
@Component
class Watch {

    private static final Set<Section> BEARING = EnumSet.of(Section.PROFILE, Section.CASES, Section.INVOICES,
            Section.PAYMENTS, Section.SHIPMENTS, Section.INTERACTIONS, Section.SCORES, Section.SUGGESTIONS,
            Section.SIGNALS);

    private final Items items;
    private final Sheets sheets;
    private final SignalRules rules;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Watch(Items items, Sheets sheets, SignalRules rules, ApplicationEventPublisher events, Clock clock) {
        this.items = items;
        this.sheets = sheets;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /** Looks anew at whom these parts are of; answers the parts that thereby became others. */
    Set<Part> look(Set<Part> touched) {
        var customers = touched.stream().filter(part -> BEARING.contains(part.section())).map(Part::customer)
                .collect(Collectors.toSet());
        if (customers.isEmpty()) {
            return Set.of();
        }
        var clues = items.clues(customers);
        var before = sheets.marked(customers, clues.keySet());
        var after = new HashMap<CustomerId, Marked>();
        var said = rules.rules();
        // as the database keeps it, lest what is due be due a moment later
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        before.forEach((customer, was) -> after.put(customer, marked(Lookout.at(now, said,
                clues.getOrDefault(customer, List.of()), addresses(was.profile())))));
        after.entrySet().removeIf(mark -> isSame(mark.getValue(), Objects.requireNonNull(before.get(mark.getKey()))));
        return write(before, after);
    }

    /** Suggestions of these customers that ran out before anybody decided on them. */
    Map<SourceRef, CustomerId> expired(Collection<CustomerId> customers) {
        var now = clock.instant();
        var expired = new HashMap<SourceRef, CustomerId>();
        items.clues(customers).forEach((customer, clues) -> clues.stream()
                .filter(clue -> clue.source().entity() == Entity.SUGGESTION)
                .filter(clue -> clue.expiry().filter(at -> !at.isAfter(now)).isPresent())
                .forEach(clue -> expired.put(clue.source(), customer)));
        return expired;
    }

    private Set<Part> write(Map<CustomerId, Marked> before, Map<CustomerId, Marked> after) {
        if (after.isEmpty()) {
            return Set.of();
        }
        sheets.mark(after);
        var changes = new ArrayList<Change>();
        var changed = new HashSet<Part>();
        after.forEach((customer, marked) -> {
            var was = Objects.requireNonNull(before.get(customer));
            if (!Arrays.equals(was.signals(), marked.signals())) {
                changed.add(new Part(customer, Section.SIGNALS));
                changes.addAll(changes(customer, names(was.signals()), names(marked.signals())));
            }
        });
        if (!changes.isEmpty()) {
            events.publishEvent(new SignalsChanged(changes));
        }
        return changed;
    }

    private static List<Change> changes(CustomerId customer, List<Signal.Name> before, List<Signal.Name> after) {
        return Stream.concat(
                before.stream().filter(name -> after.stream().noneMatch(name::isSameAs))
                        .map(name -> new Change(customer, name, false)),
                after.stream().filter(name -> before.stream().noneMatch(name::isSameAs))
                        .map(name -> new Change(customer, name, true)))
                .toList();
    }

    private static boolean isSame(Marked one, Marked other) {
        return Arrays.equals(one.signals(), other.signals()) && Objects.equals(one.dueAt(), other.dueAt());
    }

    static Marked marked(Seen seen) {
        if (seen.signals().isEmpty()) {
            return new Marked(null, null, seen.again());
        }
        var json = JsonNodeFactory.instance.objectNode().put("count", seen.signals().size());
        json.putArray("items").addAll(seen.signals().stream().map(Signal::json).toList());
        return new Marked(null, json.toString().getBytes(StandardCharsets.UTF_8), seen.again());
    }

    private static List<Signal.Name> names(byte @Nullable [] section) {
        return section == null ? List.of() : parse(section).path("items").valueStream().map(Signal::name).toList();
    }

    static Set<String> addresses(byte @Nullable [] profile) {
        return profile == null
                ? Set.of()
                : parse(profile).path("contacts").valueStream()
                        .map(contact -> contact.path("value").asText().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
    }

    private static JsonNode parse(byte[] json) {
        return ExactJson.parse(new String(json, StandardCharsets.UTF_8));
    }
}
