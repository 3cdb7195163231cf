package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.identity.Customers;
import io.casehub.model.ContactPoint;
import io.casehub.model.Email;
import io.casehub.model.Entity;
import io.casehub.security.Caller;
import io.casehub.view.Lookup;
import io.casehub.view.Lookup.Found;
import io.casehub.view.Summaries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who is calling: customers by whatever the caller says. */
@Component
class CustomerSearch {

    private static final int MOST = 10;

    private final Customers customers;
    private final Lookup lookup;
    private final CaseFinder finder;
    private final Summaries summaries;
    private final Phones phones;

    /** What can be asked for, what says most first. */
    private final Map<String, Way> ways = new LinkedHashMap<>();

    CustomerSearch(Customers customers, Lookup lookup, CaseFinder finder, Summaries summaries, Phones phones) {
        this.customers = customers;
        this.lookup = lookup;
        this.finder = finder;
        this.summaries = summaries;
        this.phones = phones;
        ways.put("ref", (ref, caller) -> byRef(ref));
        ways.put("case", (number, caller) -> Optional.of(byCase(number, caller)));
        ways.put("order", (number, caller) -> Optional.of(fits(lookup.byNumber(Entity.ORDER, number))));
        ways.put("invoice", (number, caller) -> Optional.of(fits(lookup.byNumber(Entity.INVOICE, number))));
        ways.put("tracking", (number, caller) -> Optional.of(fits(lookup.byNumber(Entity.SHIPMENT, number))));
        ways.put("email", (address, caller) -> byEmail(address));
        ways.put("phone", (spelled, caller) -> byPhone(spelled));
        ways.put("name", (name, caller) -> Optional.of(byName(name)));
    }

    /** Summaries of the customers that fit best, and why they do. */
    public Answer find(HttpServletRequest request) {
        var query = Query.of(request, Stream.concat(ways.keySet().stream(), Stream.of("q")).toArray(String[]::new));
        var caller = Caller.of(request);
        var ranking = new CustomerRanking();
        ways.forEach((name, way) -> query.text(name).ifPresent(value -> ranking.add(name, Map.of(name,
                way.of(value, caller).orElseThrow(() -> new BadRequest("'" + value + "' is no " + name))))));
        query.text("q").ifPresent(text -> {
            var by = new LinkedHashMap<String, List<Fit>>();
            ways.forEach((name, way) -> way.of(text, caller).ifPresent(fits -> by.put(name, fits)));
            ranking.add("q", by);
        });
        if (ranking.isEmpty()) {
            throw new BadRequest("say whom: " + String.join(", ", ways.keySet()) + " or q");
        }
        var best = ranking.best(MOST);
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        summaries.of(best).forEach(items::add);
        for (int at = 0; at < best.size(); at++) {
            ranking.explain(best.get(at), (ObjectNode) items.get(at));
        }
        return Answer.json(200, json);
    }

    private Optional<List<Fit>> byRef(String ref) {
        int colon = ref.indexOf(':');
        if (colon < 1 || colon == ref.length() - 1) {
            return Optional.empty();
        }
        var system = ref.substring(0, colon);
        var key = ref.substring(colon + 1);
        return Optional.of(Stream.concat(
                customers.byRecord(system, key, MOST).stream().map(customer -> new Fit(customer, 1, "record " + ref)),
                lookup.byKey(system, key).stream().map(CustomerSearch::fit)).distinct().toList());
    }

    private List<Fit> byCase(String number, Caller caller) {
        return finder.byNumber(caller, number.toUpperCase(Locale.ROOT))
                .flatMap(hub -> Optional.ofNullable(hub.customer())
                        .map(customer -> List.of(new Fit(customer, 1, "case " + hub.number()))))
                .orElseGet(() -> fits(lookup.byCaseNumber(number)));
    }

    private Optional<List<Fit>> byEmail(String address) {
        try {
            return Optional.of(byContact(new Email(address)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<List<Fit>> byPhone(String spelled) {
        return phones.read(spelled).map(this::byContact);
    }

    private List<Fit> byContact(ContactPoint contact) {
        return customers.byContact(contact, MOST).stream()
                .map(customer -> new Fit(customer, 1, contact.type() + " " + contact.value())).toList();
    }

    private List<Fit> byName(String name) {
        return customers.byName(name, MOST).stream().map(match -> new Fit(match.customer(), match.score(), match.how()))
                .toList();
    }

    private static List<Fit> fits(List<Found> found) {
        return found.stream().map(CustomerSearch::fit).toList();
    }

    private static Fit fit(Found found) {
        return new Fit(found.customer(), found.score(), found.how());
    }

    /**
     * One way to say whom one means. A value that cannot be of its kind (empty) is refused where it was
     * named so, and is merely not found where {@code q} tries it.
     */
    private interface Way {
        Optional<List<Fit>> of(String value, Caller caller);
    }
}
