package io.casehub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything that was ever done, in the order of each subject. What is in stays in and as it is:
 * the database refuses changes, and a chain of hashes shows those that were made in spite of it. An
 * entry joins the transaction of the change that it tells of, so neither is there without the
 * other.
 */
@Component
public class AuditTrail {

    private final JdbcClient jdbc;

    public AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As {@link #append(List)}, for one entry. */
    public void append(AuditEntry entry) {
        append(List.of(entry));
    }

    /**
     * Adds the entries in the order given, whatever number of subjects they are about, in two
     * statements. The caller holds the row lock of each subject; where two writers do not, the later
     * one fails on the constraint {@code audit_entry_one_per_subject_and_seq}.
     */
    public void append(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var heads = heads(entries.stream().map(AuditEntry::subject).distinct().toList());
        var links = new ArrayList<Link>(entries.size());
        for (var entry : entries) {
            var link = Link.after(heads.getOrDefault(entry.subject(), Link.START), entry);
            heads.put(entry.subject(), link.head());
            links.add(link);
        }
        insert(links);
    }

    /**
     * The entries of a subject in their order.
     *
     * @param after the number of the last entry already seen, 0 from the start
     */
    public List<RecordedEntry> of(Subject subject, long after, int limit) {
        return links(subject, after, limit).stream()
                .map(link -> new RecordedEntry(link.seq(), link.entry(), link.erased())).toList();
    }

    /**
     * Forgets the values before and after in all entries of a subject. Who did what and when stays, and
     * so does the proof that nothing else was changed.
     */
    public void erase(Subject subject) {
        jdbc.sql("""
                update audit_entry set before = null, after = null, salt = null
                where subject_kind = :kind and subject_id = :id and salt is not null
                """).param("kind", subject.kind()).param("id", subject.id()).update();
    }

    /**
     * Recomputes the chain of a subject: empty where every entry is as it was written. That the newest
     * entries are gone altogether cannot be seen from the rest.
     */
    public Optional<Tampering> verify(Subject subject) {
        var head = Link.START;
        for (var link : links(subject, 0, Integer.MAX_VALUE)) {
            var fault = link.faultBehind(head);
            if (fault != null) {
                return Optional.of(new Tampering(subject, head.seq() + 1, fault));
            }
            head = link.head();
        }
        return Optional.empty();
    }

    private Map<Subject, Link.Head> heads(Collection<Subject> subjects) {
        var heads = new HashMap<Subject, Link.Head>();
        jdbc.sql("""
                select asked.kind, asked.id, newest.seq, newest.chain_hash
                from unnest(:kinds, :ids) as asked (kind, id)
                cross join lateral (
                    select seq, chain_hash from audit_entry
                    where subject_kind = asked.kind and subject_id = asked.id
                    order by seq desc limit 1) newest
                """)
                .param("kinds", column(subjects, Subject::kind))
                .param("ids", column(subjects, Subject::id))
                .query(row -> {
                    heads.put(new Subject(row.getString("kind"), row.getString("id")),
                            new Link.Head(row.getLong("seq"), row.getBytes("chain_hash")));
                });
        return heads;
    }

    private void insert(List<Link> links) {
        jdbc.sql("""
                insert into audit_entry (subject_kind, subject_id, seq, at, actor, action, field, before, after, cause,
                    salt, content_hash, chain_hash)
                select * from unnest(:kinds, :ids, :seqs, cast(:ats as timestamptz[]), :actors, :actions, :fields,
                    :befores, :afters, :causes, :salts, :contents, :chains)
                """)
                .param("kinds", column(links, link -> link.entry().subject().kind()))
                .param("ids", column(links, link -> link.entry().subject().id()))
                .param("seqs", links.stream().mapToLong(Link::seq).toArray())
                .param("ats", column(links, link -> link.entry().at().toString()))
                .param("actors", column(links, link -> link.entry().actor()))
                .param("actions", column(links, link -> link.entry().action()))
                .param("fields", column(links, link -> link.entry().field()))
                .param("befores", column(links, link -> link.entry().before()))
                .param("afters", column(links, link -> link.entry().after()))
                .param("causes", column(links, link -> link.entry().cause()))
                .param("salts", links.stream().map(Link::salt).toArray(byte[][]::new))
                .param("contents", links.stream().map(Link::contentHash).toArray(byte[][]::new))
                .param("chains", links.stream().map(Link::chainHash).toArray(byte[][]::new))
                .update();
    }

    private static <T> @Nullable String[] column(Collection<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private List<Link> links(Subject subject, long after, int limit) {
        return jdbc.sql("""
                select seq, at, actor, action, field, before, after, cause, salt, content_hash, chain_hash
                from audit_entry
                where subject_kind = :kind and subject_id = :id and seq > :after
                order by seq limit :limit
                """)
                .param("kind", subject.kind())
                .param("id", subject.id())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> link(subject, row)).list();
    }

    private static Link link(Subject subject, ResultSet row) throws SQLException {
        var at = row.getObject("at", OffsetDateTime.class).toInstant();
        var entry = new AuditEntry(subject, at, row.getString("actor"), row.getString("action"), row.getString("field"),
                row.getString("before"), row.getString("after"), row.getString("cause"));
        return new Link(row.getLong("seq"), entry, row.getBytes("salt"), row.getBytes("content_hash"),
                row.getBytes("chain_hash"));
    }
}
