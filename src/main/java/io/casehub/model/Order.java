package io.casehub.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer ordered. Its number is the word that ties systems together. */
public record Order(SourceRef source, Revision revision, @Nullable SourceRef customer, String number,
        OrderStatus status, @Nullable String sourceStatus, Instant placedAt, @Nullable Money total,
        List<OrderLine> lines) implements Fact {

    public Order {
        lines = List.copyOf(lines);
    }

    @Override
    public String order() {
        return number;
    }
}
