package io.casehub.outbound;

import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which commands about fields still stand: those a source's word is held against. The columns of
 * the outbox that say so are this class's own.
 */
@Component
class Standings {

    private final JdbcClient jdbc;

    Standings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What stands of the commands about fields of these records: nothing has come back of them, or they
     * were delivered just now, and the case has followed nobody else since.
     */
    List<Delivery> standing(Collection<SourceRef> records) {
        return jdbc.sql("""
                select * from delivery d
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                  and overridden_at is null and folded_into is null
                  and kind in ('case-status', 'case-priority', 'case-assignee')
                  and (state in %s
                       or state = 'delivered' and (echoed_at is null
                                                   or settled_at > now() - make_interval(secs => ?))
                       or state = 'parked' and theirs is not null and decision is null
                          and not exists (select 1 from delivery later
                                          where (later.system, later.entity, later.key, later.kind)
                                                = (d.system, d.entity, d.key, d.kind)
                                            and later.seq > d.seq and later.state in ('delivered', 'conflict')))
                order by seq
                """.formatted(Outbox.UNSETTLED))
                .params(Outbox.texts(records, SourceRef::system),
                        Outbox.texts(records, record -> record.entity().word()),
                        Outbox.texts(records, SourceRef::key), Meeting.DOUBT.toSeconds())
                .query(DeliveryRow::read)
                .list();
    }

    /** The commands about documents of these records that no reading has shown yet. */
    List<Delivery> attachments(Collection<SourceRef> records) {
        return jdbc.sql("""
                select * from delivery
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                  and kind = 'case-attachment' and echoed_at is null and state in
                      ('pending', 'sending', 'sent', 'unknown', 'delivered')
                order by seq
                """)
                .params(Outbox.texts(records, SourceRef::system),
                        Outbox.texts(records, record -> record.entity().word()),
                        Outbox.texts(records, SourceRef::key))
                .query(DeliveryRow::read)
                .list();
    }

    void echoed(Collection<Delivery> commands) {
        mark("echoed_at = coalesce(echoed_at, now()), doubted_at = null", commands);
    }

    /** A reading has shown it before its answer was there: of this version. */
    void landed(Delivery command, Revision version) {
        jdbc.sql("update delivery set changed_at = ?, sequence = ? where id = ? and echoed_at is null")
                .params(version.changedAt().atOffset(ZoneOffset.UTC), version.sequence(), command.id()).update();
    }

    /**
     * The case follows somebody else now: none of the commands about this field that were told so far
     * stands any more. One in doubt stays so.
     */
    void overridden(Delivery any) {
        jdbc.sql("""
                update delivery set overridden_at = now()
                where system = ? and entity = ? and key = ? and kind = ? and overridden_at is null
                """)
                .params(any.record().system(), any.record().entity().word(), any.record().key(), any.kind().word())
                .update();
    }

    /** Its record has gone on: this one stands no more, and those before or after it are not meant. */
    void passed(Delivery command) {
        mark("overridden_at = now()", List.of(command));
    }

    /** @param since for how long it is doubted already */
    void doubted(Delivery command, Duration since) {
        jdbc.sql("update delivery set doubted_at = coalesce(doubted_at, now() - make_interval(secs => ?)) where id = ?")
                .params(since.toSeconds(), command.id()).update();
    }

    void trusted(Delivery command) {
        mark("doubted_at = null", List.of(command));
    }

    private void mark(String how, Collection<Delivery> commands) {
        jdbc.sql("update delivery set " + how + " where id = any(?::uuid[])").params((Object) Outbox.ids(commands))
                .update();
    }

    /** Commands whose system has said something else for longer than this, and nothing since. */
    List<Delivery> doubtedFor(Duration time) {
        return jdbc.sql("""
                select * from delivery where doubted_at <= now() - make_interval(secs => ?) order by seq limit 100
                """).param(time.toSeconds()).query(DeliveryRow::read).list();
    }

    /** Whether a later command about the same field was told, or will be. */
    boolean isReplaced(Delivery command) {
        return jdbc.sql("""
                select exists (select 1 from delivery later join delivery d on d.id = ?
                               where (later.system, later.entity, later.key, later.kind)
                                     = (d.system, d.entity, d.key, d.kind)
                                 and later.seq > d.seq
                                 and later.state in ('pending', 'sending', 'sent', 'unknown', 'delivered'))
                """).param(command.id()).query(Boolean.class).single();
    }
}
