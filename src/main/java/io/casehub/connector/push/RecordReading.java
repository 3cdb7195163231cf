package io.casehub.connector.push;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.http.HttpAnswer;
import io.casehub.connector.plan.Plan;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mappings;
import io.casehub.outbound.Shown;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the case or customer is read that an answer shows: by the mapping that also reads it in
 * pulls.
 *
 * @param pointers to the record, the first that is there; without one the whole answer
 */
record RecordReading(Optional<String> mapping, List<String> pointers) {

    /** @throws io.casehub.mapping.FileBroken where a pointer is none */
    static RecordReading of(Plan plan, String pointers) {
        var list = plan.list(pointers);
        try {
            list.forEach(JsonPointer::compile);
        } catch (IllegalArgumentException e) {
            throw plan.wrong(pointers, "is a list of JSON pointers such as /ticket, and not " + plan.text(pointers));
        }
        return new RecordReading(plan.some("answer"), list.isEmpty() ? List.of("") : list);
    }

    /** @throws IOException where the answer is not what the route says it is */
    Optional<Shown> read(HttpAnswer answer, Mappings mappings, Instant now) throws IOException {
        if (mapping.isEmpty() || answer.content().length == 0) {
            return Optional.empty();
        }
        var tree = answer.tree();
        return pointers.stream().map(tree::at).filter(JsonNode::isObject).findFirst()
                .flatMap(record -> mappings.get(mapping.get()).toCanonical(record,
                        now) instanceof Mapped.Record mapped
                                ? Shown.read(mapped.record())
                                : Optional.empty());
    }
}
