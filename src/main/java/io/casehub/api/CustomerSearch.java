package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.HubCase;
import io.casehub.identity.Customers;
import io.casehub.model.CustomerId;
import io.casehub.model.Email;
import io.casehub.security.Caller;
import io.casehub.view.Views;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Who is calling: customers by whatever the caller says. Those that fit more of it come first,
 * among equals those that fit what says more.
 */
@Component
class CustomerSearch {

    private static final int MOST = 10;

    private final Customers customers;
    private final CaseFinder finder;
    private final Views views;
    private final Phones phones;

    /**
     * What can be asked for, what says most first. A value that cannot be of its kind is refused where
     * it was named so, and is merely not found where {@code q} tries it.
     */
    private final Map<String, Function<String, Optional<List<CustomerId>>>> ways = new LinkedHashMap<>();

    CustomerSearch(Customers customers, CaseFinder finder, Views views, Phones phones) {
        this.customers = customers;
        this.finder = finder;
        this.views = views;
        this.phones = phones;
        ways.put("ref", this::byRef);
        ways.put("order", number -> Optional.of(customers.byOrder(number, MOST)));
        ways.put("email", this::byEmail);
        ways.put("phone", this::byPhone);
        ways.put("name", name -> Optional.of(customers.byName(name, MOST)));
    }

    /** Summaries of the customers that fit best. */
    public Answer find(HttpServletRequest request) {
        var query = Query.of(request, "email", "phone", "name", "ref", "order", "q");
        var found = new ArrayList<List<CustomerId>>();
        ways.forEach((name, way) -> query.text(name).ifPresent(value -> found.add(
                way.apply(value).orElseThrow(() -> new BadRequest("'" + value + "' is no " + name)))));
        query.text("q").ifPresent(text -> {
            finder.byNumber(Caller.of(request), text.toUpperCase(Locale.ROOT)).map(HubCase::customer)
                    .ifPresent(customer -> found.add(List.of(customer)));
            ways.values().forEach(way -> way.apply(text).ifPresent(found::add));
        });
        if (found.isEmpty()) {
            throw new BadRequest("say whom: email, phone, name, ref, order or q");
        }
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        ranked(found).stream().limit(MOST).forEach(customer -> items.add(views.summary(customer)));
        return Answer.json(200, json);
    }

    private static List<CustomerId> ranked(List<List<CustomerId>> found) {
        var fits = new HashMap<CustomerId, Integer>();
        found.forEach(some -> some.forEach(customer -> fits.merge(customer, 1, Integer::sum)));
        // a stable sort: those found by what says more stay before the others
        return found.stream().flatMap(List::stream).distinct()
                .sorted(Comparator.comparing(customer -> -fits.getOrDefault(customer, 0)))
                .toList();
    }

    private Optional<List<CustomerId>> byRef(String ref) {
        int colon = ref.indexOf(':');
        return colon < 1 || colon == ref.length() - 1
                ? Optional.empty()
                : Optional.of(customers.byRecord(ref.substring(0, colon), ref.substring(colon + 1), MOST));
    }

    private Optional<List<CustomerId>> byEmail(String address) {
        try {
            return Optional.of(customers.byContact(new Email(address), MOST));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<List<CustomerId>> byPhone(String spelled) {
        return phones.read(spelled).map(phone -> customers.byContact(phone, MOST));
    }
}
