package io.casehub.rebuild;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Mappings;
import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Packs what failed: records and commands alike, by their ids. */
@Component
public class Parcels {

    private final JdbcClient jdbc;
    private final Mappings mappings;

    Parcels(JdbcClient jdbc, Mappings mappings) {
        this.jdbc = jdbc;
        this.mappings = mappings;
    }

    /** Of a parked record or of a command, whatever became of it; empty where there is neither. */
    public Optional<Parcel> of(UUID id) {
        return jdbc.sql("select * from parked_record where id = ?").param(id).query(this::record).optional()
                .or(() -> jdbc.sql("select * from delivery where id = ?").param(id).query(this::command).optional());
    }

    private Parcel record(ResultSet row, int number) throws SQLException {
        var json = begun("record", row).put("stage", row.getString("stage")).put("reason", row.getString("reason"))
                .put("route", row.getString("route"))
                .put("fetchedAt", row.getObject("fetched_at", OffsetDateTime.class).toInstant().toString())
                .put("attempts", row.getInt("attempts"));
        return packed(json.put("input", row.getString("payload")), row.getString("mapping"));
    }

    private Parcel command(ResultSet row, int number) throws SQLException {
        var command = new Command(row.getObject("id", UUID.class), Topic.of(new CaseId(new UUID(0, 0))),
                SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key")),
                new CommandKind(row.getString("kind")), ExactJson.parse(row.getString("payload")),
                row.getLong("sequence"), Manner.FIRST);
        boolean isUnsayable = row.getString("state").equals("parked");
        var json = begun("command", row).put("state", row.getString("state"))
                .put("stage", isUnsayable ? "mapping" : "system").put("reason", row.getString("outcome"))
                .put("attempts", row.getInt("attempts"));
        json.set("input", command.input());
        return packed(json, command.system() + "/" + command.kind() + "-out");
    }

    private static ObjectNode begun(String kind, ResultSet row) throws SQLException {
        return JsonNodeFactory.instance.objectNode().put("kind", kind).put("id", row.getString("id"))
                .put("system", row.getString("system"));
    }

    private Parcel packed(ObjectNode json, String mapping) {
        json.put("mapping", mapping);
        mappings.sources(mapping).forEach(json.putObject("files")::put);
        return new Parcel(json);
    }
}
