package io.casehub.view.fresh;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CodeWord;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How old it is what one system says in a section.
 *
 * @param age {@code null} where nobody knows
 * @param isLive it was read while the caller waited
 * @param why it is not fresh; {@code null} where it is
 */
record SourceAge(String system, State state, @Nullable Duration age, boolean isLive, @Nullable String why) {

    /** What is worse comes later. */
    enum State implements CodeWord {
        FRESH,
        STALE,
        UNREACHABLE
    }

    /** What is said of both: the worse of the two states, the older of the two ages. */
    SourceAge and(SourceAge other) {
        var worse = other.state.compareTo(state) > 0 ? other : this;
        return new SourceAge(system, worse.state, older(age, other.age), isLive || other.isLive, worse.why);
    }

    /** The older one; what nobody knows the age of is older than all. */
    static @Nullable Duration older(@Nullable Duration one, @Nullable Duration other) {
        return one == null || other == null ? null : one.compareTo(other) > 0 ? one : other;
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("system", system).put("state", state.word());
        put(json, "age", age == null ? null : age.toString());
        if (isLive) {
            json.put("live", true);
        }
        put(json, "why", why);
        return json;
    }

    static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
