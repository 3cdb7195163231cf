package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A page of a list and, where there is more, the link to what stands behind it. */
final class Listing {

    private Listing() {}

    /**
     * The same of a list that is at hand as a whole, in the order of its places.
     *
     * @param place names an entry among all, and stays as long as the entry does
     */
    static <T> Answer ofAll(Collection<T> all, Query query, Function<T, String> place,
            Function<T, ? extends JsonNode> shape) {
        var behind = query.text(Query.BEHIND).orElse("");
        var found = all.stream().filter(item -> place.apply(item).compareTo(behind) > 0)
                .sorted(Comparator.comparing(place)).limit(query.limit() + 1L).toList();
        return of(found, query, place, shape);
    }

    /** The place of what is listed by its time, and by its id within it. */
    static String place(Instant at, Object id) {
        return String.format(Locale.ROOT, "%020d-%s", ChronoUnit.MICROS.between(Instant.EPOCH, at), id);
    }

    /**
     * @param found one more than is shown, where there is more
     * @param place what the last one shown is named by in {@code behind}
     */
    static <T> Answer of(List<T> found, Query query, Function<T, String> place, Function<T, ? extends JsonNode> shape) {
        var shown = found.size() > query.limit() ? found.subList(0, query.limit()) : found;
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        shown.forEach(item -> items.add(shape.apply(item)));
        if (found.size() > shown.size()) {
            json.put("next", query.next(place.apply(shown.getLast())));
        }
        return Answer.json(200, json);
    }
}
