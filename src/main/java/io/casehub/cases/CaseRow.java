package io.casehub.cases;

import io.casehub.cases.deadlines.Deadlines;
import io.casehub.cases.deadlines.Goal;
import io.casehub.cases.deadlines.Goal.Told;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A case as it stands in its table. */
final class CaseRow {

    /** What never changes. */
    static final List<Column> FIXED = List.of(
            new Column("id", "uuid", HubCase::id),
            new Column("origin_system", "text", hub -> hub.origin().system()),
            new Column("origin_entity", "text", hub -> hub.origin().entity().word()),
            new Column("origin_key", "text", hub -> hub.origin().key()),
            new Column("opened_at", "timestamptz", HubCase::openedAt));

    static final List<Column> CHANGING = List.of(
            new Column("customer_id", "uuid", HubCase::customer),
            new Column("type", "text", HubCase::type),
            new Column("subject", "text", HubCase::subject),
            new Column("status", "text", hub -> hub.status().word()),
            new Column("priority", "text", hub -> hub.priority().word()),
            new Column("assignee", "text", HubCase::assignee),
            new Column("changed_at", "timestamptz", HubCase::changedAt),
            new Column("queue", "text", hub -> hub.handling().queue()),
            new Column("team", "text", hub -> hub.handling().team()),
            new Column("type_version", "int", hub -> hub.handling().typeVersion()),
            new Column("close_reason", "text", hub -> hub.handling().closeReason()),
            new Column("due_basis", "text", hub -> hub.due().basis()),
            new Column("first_answer_due", "timestamptz", hub -> hub.due().firstAnswer().dueAt()),
            new Column("first_answer_warn", "timestamptz", hub -> hub.due().firstAnswer().warnAt()),
            new Column("first_answer_told", "text", hub -> hub.due().firstAnswer().told().word()),
            new Column("answered_at", "timestamptz", hub -> hub.due().answeredAt()),
            new Column("resolution_due", "timestamptz", hub -> hub.due().resolution().dueAt()),
            new Column("resolution_warn", "timestamptz", hub -> hub.due().resolution().warnAt()),
            new Column("resolution_told", "text", hub -> hub.due().resolution().told().word()),
            new Column("stands_since", "timestamptz", hub -> hub.due().standsSince()),
            new Column("stood_seconds", "bigint", hub -> hub.due().stood().toSeconds()),
            new Column("ages_at", "timestamptz", hub -> hub.due().agesAt()),
            new Column("due_at", "timestamptz", hub -> hub.due().dueAt(hub.status())),
            new Column("due_state", "text", hub -> hub.due().state(hub.status()).map(CodeWord::word).orElse(null)),
            new Column("alarm_at", "timestamptz", hub -> hub.due().alarmAt(hub.status())));

    private CaseRow() {}

    /**
     * A column, bound as an array of texts that the server reads: the driver binds no array of times.
     */
    record Column(String name, String type, Function<HubCase, @Nullable Object> value) {

        String placeholder() {
            return "?::" + type + "[]";
        }

        @Nullable
        String[] of(Collection<HubCase> cases) {
            return CaseStore.texts(cases, hub -> {
                var said = value.apply(hub);
                return said == null ? null : said.toString();
            });
        }
    }

    static HubCase read(ResultSet row, int rowNumber) throws SQLException {
        var customer = row.getObject("customer_id", UUID.class);
        return new HubCase(new CaseId(row.getObject("id", UUID.class)), HubCase.number(row.getLong("number")),
                customer == null ? null : new CustomerId(customer), row.getString("type"), row.getString("subject"),
                CodeWord.of(CaseStatus.class, row.getString("status")),
                CodeWord.of(Priority.class, row.getString("priority")), row.getString("assignee"),
                SourceRef.of(row.getString("origin_system"), row.getString("origin_entity"),
                        row.getString("origin_key")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getLong("version"),
                new Handling(row.getString("queue"), row.getString("team"),
                        row.getObject("type_version", Integer.class), row.getString("close_reason")),
                due(row));
    }

    private static Deadlines due(ResultSet row) throws SQLException {
        return new Deadlines(row.getString("due_basis"), goal(row, "first_answer"), instant(row, "answered_at"),
                goal(row, "resolution"), instant(row, "stands_since"),
                Duration.ofSeconds(row.getLong("stood_seconds")), instant(row, "ages_at"));
    }

    private static Goal goal(ResultSet row, String name) throws SQLException {
        return new Goal(instant(row, name + "_due"), instant(row, name + "_warn"),
                CodeWord.of(Told.class, row.getString(name + "_told")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
