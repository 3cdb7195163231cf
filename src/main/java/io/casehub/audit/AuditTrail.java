package io.casehub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** The action of the entry that says that contents before it were erased. */
    static final String ERASED = "contents.erased";

    private static final int PAGE = 1000;

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
        return links(subject, after, limit).stream().map(Link::recorded).toList();
    }

    /** All entries of some subjects, those of each in their order. */
    public Map<Subject, List<RecordedEntry>> of(Collection<Subject> subjects) {
        var entries = new HashMap<Subject, List<RecordedEntry>>();
        jdbc.sql("""
                select e.* from unnest(:kinds, :ids) as asked (kind, id)
                join audit_entry e on e.subject_kind = asked.kind and e.subject_id = asked.id
                order by e.subject_kind, e.subject_id, e.seq
                """).param("kinds", column(subjects, Subject::kind)).param("ids", column(subjects, Subject::id))
                .query((row, n) -> link(new Subject(row.getString("subject_kind"), row.getString("subject_id")), row))
                .list()
                .forEach(link -> entries.computeIfAbsent(link.entry().subject(), any -> new ArrayList<>())
                        .add(link.recorded()));
        return entries;
    }

    /** All entries of a subject in their order, page by page: however many, few are in memory. */
    public void read(Subject subject, Consumer<RecordedEntry> reader) {
        for (var page = links(subject, 0, PAGE); !page.isEmpty(); page = links(subject, page.getLast().seq(), PAGE)) {
            page.forEach(link -> reader.accept(link.recorded()));
        }
    }

    /**
     * Forgets the values before and after in all entries of a subject. Who did what and when stays, and
     * so does the proof that nothing else was changed. That it was done is an entry itself.
     *
     * @param cause why, as in {@link AuditEntry}
     * @return how many entries were emptied; with none nothing is entered
     */
    public int erase(Subject subject, Instant at, String actor, String cause) {
        int emptied = jdbc.sql("""
                update audit_entry set before = null, after = null, salt = null
                where subject_kind = :kind and subject_id = :id and salt is not null
                  and (before is not null or after is not null)
                """).param("kind", subject.kind()).param("id", subject.id()).update();
        if (emptied > 0) {
            append(new AuditEntry(subject, at, actor, ERASED, null, null, null, cause));
        }
        return emptied;
    }

    /**
     * Recomputes the chain of a subject, and says the first thing that is not as it was written. That
     * the newest entries are gone altogether only seals can show: see {@link Inspection}.
     */
    public Optional<Tampering> verify(Subject subject) {
        var found = new ArrayList<Tampering>();
        var check = new ChainCheck(subject, found::add);
        for (var page = links(subject, 0, PAGE); !page.isEmpty(); page = links(subject, page.getLast().seq(), PAGE)) {
            page.forEach(check::follow);
        }
        check.end();
        return found.stream().findFirst();
    }

    /** The links of all chains, one behind the other, behind the one named. */
    List<Link> page(@Nullable Link last, int limit) {
        return jdbc.sql("""
                select * from audit_entry
                where (subject_kind, subject_id, seq) > (:kind, :id, :seq)
                order by subject_kind, subject_id, seq limit :limit
                """)
                .param("kind", last == null ? "" : last.entry().subject().kind())
                .param("id", last == null ? "" : last.entry().subject().id())
                .param("seq", last == null ? 0 : last.seq())
                .param("limit", limit)
                .query((row, n) -> link(new Subject(row.getString("subject_kind"), row.getString("subject_id")), row))
                .list();
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
