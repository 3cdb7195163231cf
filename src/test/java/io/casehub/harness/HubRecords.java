package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hub holds of each system's records at present, and what it says of each in short. */
final class HubRecords {

    /** What a product does not tell in short: only the key is compared. */
    static final String ANYTHING = "*";

    private static final String CURRENT = """
            select v.entity, v.key, v.canonical
            from source_record r
            join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
            where system = ?
            """;

    private final JdbcClient jdbc;

    HubRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By entity and key, without those that are deleted. */
    Map<String, Map<String, String>> of(String system) {
        var records = new TreeMap<String, Map<String, String>>();
        jdbc.sql(CURRENT).param(system).query(row -> {
            var canonical = ExactJson.parse(row.getString("canonical"));
            if (!canonical.isEmpty()) { // nothing is said of what is gone
                records.computeIfAbsent(row.getString("entity"), entity -> new TreeMap<>())
                        .put(row.getString("key"), said(row.getString("entity"), canonical));
            }
        });
        return records;
    }

    /** Whether a version of the record was read at this instant or after. */
    boolean isReadSince(String system, String entity, String key, Instant at) {
        return jdbc.sql("""
                select count(*) > 0 from source_version
                where system = ? and entity = ? and key = ? and fetched_at >= ?
                """).params(system, entity, key, java.sql.Timestamp.from(at)).query(Boolean.class).single();
    }

    private static String said(String entity, JsonNode record) {
        return switch (entity) {
            case "customer" -> record.path("name").asText();
            case "order" -> said(record.path("number"), record.path("sourceStatus"));
            case "invoice" -> said(record.path("number"), record.path("sourceStatus"), amount(record.path("total")));
            case "payment" -> said(record.path("sourceStatus"), amount(record.path("amount")));
            case "shipment" -> said(record.path("sourceStatus"));
            case "case" -> said(record.path("subject"), record.path("sourceStatus"));
            default -> said(record.path("subject"));
        };
    }

    /** A record's fields in one line; numbers in one form. */
    static String said(Object... fields) {
        var line = new StringBuilder();
        for (var field : fields) {
            var text = field instanceof JsonNode json ? json.asText() : String.valueOf(field);
            line.append(line.isEmpty() ? "" : " | ").append(text.strip());
        }
        return line.toString();
    }

    static String plain(String number) {
        var plain = new BigDecimal(number).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }

    private static String amount(JsonNode money) {
        return money.isMissingNode() ? "none" : plain(money.path("amount").asText());
    }
}
