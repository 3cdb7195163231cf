package io.casehub.outbound;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.Delivery.Trace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the outbox, read. */
final class DeliveryRow {

    private DeliveryRow() {}

    static Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(row.getObject("id", UUID.class), topic(row),
                SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key")),
                new CommandKind(row.getString("kind")), row.getString("payload"), row.getString("actor"),
                CodeWord.of(State.class, row.getString("state")), row.getInt("attempts"), row.getString("outcome"),
                trace(row), Objects.requireNonNull(instant(row, "created_at")), instant(row, "settled_at"));
    }

    private static Topic topic(ResultSet row) throws SQLException {
        var hub = row.getObject("case_id", UUID.class);
        return hub == null
                ? Topic.of(new CustomerId(row.getObject("customer_id", UUID.class)))
                : Topic.of(new CaseId(hub));
    }

    private static Trace trace(ResultSet row) throws SQLException {
        return new Trace(row.getLong("sequence"), instant(row, "changed_at"), row.getBoolean("uncertain"),
                instant(row, "echoed_at"), instant(row, "overridden_at"), instant(row, "doubted_at"),
                Optional.ofNullable(row.getString("confirmed_by"))
                        .map(word -> CodeWord.of(Confirmation.class, word)).orElse(null),
                row.getString("theirs"), row.getString("policy"), row.getObject("folded_into", UUID.class),
                Objects.requireNonNull(instant(row, "deadline")), instant(row, "overdue_at"),
                row.getString("decision"), row.getString("decided_by"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
