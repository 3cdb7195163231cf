package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.http.Places;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about one listed record beyond the list: the record itself, where the list tells
 * less than all, and then what else belongs to it, each request made of what is known by then.
 */
final class Details {

    /** In the place of a name: the record itself. */
    private static final String ITSELF = "";

    private final HttpSource.Detail wanted;
    private final Deque<String> open = new ArrayDeque<>();
    private @Nullable JsonNode record;

    private Details(HttpSource.Detail wanted, JsonNode listed) {
        this.wanted = wanted;
        this.record = listed;
        if (wanted.url().isPresent()) {
            open.add(ITSELF);
        }
        open.addAll(wanted.also().keySet());
    }

    /** For every record of a list; the same record listed twice is asked about once. */
    static List<Details> of(HttpSource source, List<JsonNode> listed) {
        var wanted = source.detail();
        if (wanted.url().isEmpty() || wanted.request().isPresent()) {
            return listed.stream().map(record -> new Details(wanted, record)).toList();
        }
        var once = new LinkedHashMap<String, Details>();
        listed.forEach(record -> once.putIfAbsent(Places.of(record).url(wanted.url().get()),
                new Details(wanted, record)));
        return List.copyOf(once.values());
    }

    public boolean isOpen() {
        return !open.isEmpty();
    }

    /** Where to ask next. */
    String url() {
        return Places.of(known()).url(asksForItself()
                ? wanted.url().orElseThrow()
                : Objects.requireNonNull(wanted.also().get(open.getFirst())));
    }

    /** The mapping that makes what to post there. */
    Optional<String> request() {
        return asksForItself() ? wanted.request() : Optional.empty();
    }

    /** Takes an answer: into the record, or as the record. */
    void answered(JsonNode answer) {
        var name = open.removeFirst();
        if (name.equals(ITSELF)) {
            record = answer.at(wanted.record());
        } else if (known() instanceof ObjectNode object) {
            object.set(name, answer);
        }
    }

    /** Whether the answer about to come is the record, whose headers tell of it too. */
    boolean asksForItself() {
        return ITSELF.equals(open.peekFirst());
    }

    /** Nothing is there: no such part, or no such record any more. */
    void missing() {
        if (open.removeFirst().equals(ITSELF)) {
            record = null;
            open.clear();
        }
    }

    JsonNode known() {
        return Objects.requireNonNull(record, "what is gone is not asked about");
    }

    /** The record with all that was answered; none where it is gone meanwhile. */
    Optional<JsonNode> record() {
        return Optional.ofNullable(record).filter(found -> !found.isMissingNode());
    }
}
