package io.casehub.ingest.drift;

import io.casehub.ingest.drift.Sign.Evidence;
import io.casehub.model.CodeWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of findings. Written by whoever holds the profile they come from. */
@Component
class Findings {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);
    private static final int MOST_CODES = 200;

    private final JdbcClient jdbc;

    Findings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Finding> of(String system, DriftState state) {
        return jdbc.sql("select * from drift_finding where system = ? and state = ? order by first_seen_at, id")
                .params(system, state.word())
                .query(Findings::finding)
                .list();
    }

    long count(String system) {
        return jdbc.sql("select count(*) from drift_finding where system = ? and state = 'open'")
                .param(system)
                .query(Long.class)
                .single();
    }

    Optional<Finding> find(String system, UUID id) {
        return jdbc.sql("select * from drift_finding where system = ? and id = ?")
                .params(system, id)
                .query(Findings::finding)
                .optional();
    }

    boolean acknowledge(UUID id, String actor) {
        return jdbc.sql("""
                update drift_finding set state = 'acknowledged', acknowledged_by = ? where id = ? and state = 'open'
                """).params(actor, id).update() == 1;
    }

    /** Opens what is found now, and clears what is not any more. */
    void settle(Traffic traffic, Map<Sign, Evidence> signs) {
        signs.forEach((sign, evidence) -> open(traffic, sign.kind(), sign.path(), sign.detail(), evidence, 0));
        for (var finding : open(traffic)) {
            if (finding.kind() != DriftKind.UNKNOWN_CODE && !signs.containsKey(sign(finding))) {
                clear(finding);
            }
        }
    }

    /**
     * Opens or counts codes that are unknown, clears those that are mapped by now or were not seen for
     * 30 days, and answers which are left.
     */
    Set<String> settle(Traffic traffic, Map<String, Integer> unknown, Set<String> mapped) {
        var left = new HashSet<String>();
        for (var finding : codes(traffic)) {
            var word = String.valueOf(finding.word());
            boolean isOver = mapped.contains(word)
                    || finding.lastSeen().isBefore(OffsetDateTime.now().minusDays(30).toInstant());
            if (isOver && !unknown.containsKey(word)) {
                clear(finding);
            } else {
                left.add(word);
            }
        }
        unknown.forEach((word, records) -> {
            if (left.size() < MOST_CODES || left.contains(word)) {
                left.add(word);
                open(traffic, DriftKind.UNKNOWN_CODE, Code.FIELD, word, new Evidence(0, 0, ""), records);
            }
        });
        return left;
    }

    static Sign sign(Finding finding) {
        return new Sign(finding.kind(), finding.path(),
                finding.type() == null ? null : CodeWord.of(JsonType.class, finding.type()));
    }

    /**
     * One that is acknowledged stays so if it is a code; a field's drift was baseline and is new again.
     */
    private void open(Traffic traffic, DriftKind kind, String path, String detail, Evidence evidence, int records) {
        boolean isFirst = jdbc.sql("""
                insert into drift_finding as known (id, system, route, mapping, kind, path, detail, usual,
                                                    share_before, share_now, records)
                values (:id, :system, :route, :mapping, :kind, :path, :detail, :usual, :before, :now, :records)
                on conflict (route, mapping, kind, path, detail) do update
                set records = known.records + excluded.records, usual = excluded.usual, last_seen_at = now(),
                    share_before = excluded.share_before, share_now = excluded.share_now,
                    first_seen_at = case when known.state = 'open' or known.kind = 'unknown-code'
                                         then known.first_seen_at else now() end,
                    state = case when known.kind = 'unknown-code' and known.state = 'acknowledged'
                                 then 'acknowledged' else 'open' end
                returning first_seen_at = now()
                """)
                .param("id", UUID.randomUUID())
                .param("system", traffic.system())
                .param("route", traffic.route())
                .param("mapping", traffic.mapping())
                .param("kind", kind.word())
                .param("path", path)
                .param("detail", detail)
                .param("usual", evidence.usual())
                .param("before", evidence.before())
                .param("now", evidence.now())
                .param("records", records)
                .query(Boolean.class)
                .single();
        if (isFirst) {
            LOG.atWarn().addKeyValue("route", traffic.route()).addKeyValue("mapping", traffic.mapping())
                    .addKeyValue("kind", kind.word()).addKeyValue("path", path).log("source drifted");
        }
    }

    private void clear(Finding finding) {
        jdbc.sql("update drift_finding set state = 'cleared' where id = ?").param(finding.id()).update();
    }

    private List<Finding> open(Traffic traffic) {
        return jdbc.sql("select * from drift_finding where route = ? and mapping = ? and state = 'open'")
                .params(traffic.route(), traffic.mapping())
                .query(Findings::finding)
                .list();
    }

    private List<Finding> codes(Traffic traffic) {
        return jdbc.sql("""
                select * from drift_finding
                where route = ? and mapping = ? and kind = 'unknown-code' and state <> 'cleared'
                """)
                .params(traffic.route(), traffic.mapping())
                .query(Findings::finding)
                .list();
    }

    private static Finding finding(ResultSet row, int number) throws SQLException {
        var kind = CodeWord.of(DriftKind.class, row.getString("kind"));
        return new Finding(row.getObject("id", UUID.class),
                new Traffic(row.getString("system"), row.getString("route"), row.getString("mapping")), kind,
                row.getString("path"), kind == DriftKind.UNKNOWN_CODE ? row.getString("detail") : null,
                kind == DriftKind.RETYPED_FIELD ? row.getString("detail") : null,
                kind == DriftKind.RETYPED_FIELD ? row.getString("usual") : null, row.getDouble("share_before"),
                row.getDouble("share_now"), row.getLong("records"),
                CodeWord.of(DriftState.class, row.getString("state")), time(row, "first_seen_at"),
                time(row, "last_seen_at"), row.getString("acknowledged_by"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
