package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.function.Function;

/** A page of a list and, where there is more, the link to what stands behind it. */
final class Listing {

    private Listing() {}

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
