package io.casehub.audit;

import io.casehub.audit.Seal.Reach;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals all chains of the audit trail together now and then: from then on it shows when the newest
 * entries of a chain, or a whole chain, are taken away. Each seal is hashed behind the one before.
 */
@Component
public class Seals {

    /** Writers of the chains at hand wait for the seal, so it is made of few. */
    private static final int AT_ONCE = 2000;

    private static final byte[] NOTHING = new byte[32];

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SealKey key;

    Seals(JdbcClient jdbc, TransactionTemplate transaction, SealKey key) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.key = key;
    }

    /** Seals every chain that has grown; where another node is at it, that is enough. */
    @Scheduled(fixedDelayString = "${casehub.audit.seal-every:5m}", initialDelayString = "${casehub.audit.seal-every:5m}")
    public void make() {
        while (Boolean.TRUE.equals(transaction.execute(status -> makeOne()))) {
            // another node may come in between
        }
    }

    /** The newest seal, to be noted outside of the database; empty before the first. */
    public Optional<Witness> newest() {
        return last().map(Seal::witness);
    }

    /** The seals behind that number, in their order. */
    List<Seal> behind(long number, int limit) {
        return jdbc.sql("select * from audit_seal where number > ? order by number limit ?").params(number, limit)
                .query(Seals::seal).list();
    }

    /** How far the chains reached that a seal was made of, in the order in which they are hashed. */
    List<Reach> reaches(long seal) {
        return jdbc.sql("""
                select subject_kind, subject_id, seq, chain_hash from audit_sealed where seal = ?
                order by subject_kind collate "C", subject_id collate "C"
                """).param(seal).query(Seals::reach).list();
    }

    /** What a seal was made of and the trail has no more, or not as it was. */
    List<Reach> broken(long seal) {
        return jdbc.sql("""
                select s.subject_kind, s.subject_id, s.seq, s.chain_hash from audit_sealed s
                left join audit_entry e using (subject_kind, subject_id, seq)
                where s.seal = ? and e.chain_hash is distinct from s.chain_hash
                order by s.subject_kind, s.subject_id
                """).param(seal).query(Seals::reach).list();
    }

    /** How many chains have grown since they were sealed last. */
    long waiting() {
        return jdbc.sql("select count(*) from audit_unsealed").query(Long.class).single();
    }

    byte[] hash(byte[] before, Seal seal, List<Reach> reaches) {
        return key.hash(Seal.contents(before, seal.number(), seal.at(), reaches), seal.keyed());
    }

    boolean hasKey() {
        return key.isSet();
    }

    static byte[] start() {
        return NOTHING.clone();
    }

    private boolean makeOne() {
        var isAlone = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('audit_seal', 0))")
                .query(Boolean.class).single();
        if (!isAlone) {
            return false;
        }
        var grown = grown();
        if (!grown.isEmpty()) {
            seal(grown);
        }
        return grown.size() == AT_ONCE;
    }

    /**
     * Takes the marks away first and looks at the chains in a statement of its own: who writes to one
     * of them now waits for its mark, and what was written before can be seen.
     */
    private List<Subject> grown() {
        return jdbc.sql("""
                delete from audit_unsealed where (subject_kind, subject_id) in (
                    select subject_kind, subject_id from audit_unsealed limit ? for update skip locked)
                returning subject_kind, subject_id
                """).param(AT_ONCE)
                .query((row, n) -> new Subject(row.getString("subject_kind"), row.getString("subject_id"))).list();
    }

    private void seal(List<Subject> grown) {
        var before = last();
        long number = before.map(Seal::number).orElse(0L) + 1;
        jdbc.sql("""
                insert into audit_sealed (seal, subject_kind, subject_id, seq, chain_hash)
                select ?, asked.kind, asked.id, newest.seq, newest.chain_hash
                from unnest(?::text[], ?::text[]) as asked (kind, id)
                cross join lateral (
                    select seq, chain_hash from audit_entry
                    where subject_kind = asked.kind and subject_id = asked.id
                    order by seq desc limit 1) newest
                """)
                .params(number, grown.stream().map(Subject::kind).toArray(String[]::new),
                        grown.stream().map(Subject::id).toArray(String[]::new))
                .update();
        var reaches = reaches(number);
        var seal = new Seal(number, Instant.now().truncatedTo(ChronoUnit.MICROS), reaches.size(), key.isSet(), NOTHING);
        jdbc.sql("insert into audit_seal (number, at, chains, keyed, hash) values (?, ?, ?, ?, ?)")
                .params(number, seal.at().atOffset(ZoneOffset.UTC), seal.chains(), seal.keyed(),
                        hash(before.map(Seal::hash).orElse(NOTHING), seal, reaches))
                .update();
    }

    private Optional<Seal> last() {
        return jdbc.sql("select * from audit_seal order by number desc limit 1").query(Seals::seal).optional();
    }

    private static Seal seal(ResultSet row, int rowNumber) throws SQLException {
        return new Seal(row.getLong("number"), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("chains"), row.getBoolean("keyed"), row.getBytes("hash"));
    }

    private static Reach reach(ResultSet row, int rowNumber) throws SQLException {
        return new Reach(new Subject(row.getString("subject_kind"), row.getString("subject_id")), row.getLong("seq"),
                row.getBytes("chain_hash"));
    }
}
