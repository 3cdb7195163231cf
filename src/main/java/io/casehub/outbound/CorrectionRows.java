package io.casehub.outbound;

import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import io.casehub.outbound.corrections.Correction;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What of the outbox is about corrections of customer records. */
@Component
class CorrectionRows {

    private static final int MOST_EARLIER = 20;

    private final JdbcClient jdbc;

    CorrectionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes which request a command came from. */
    void note(UUID request, Collection<UUID> commands) {
        jdbc.sql("update delivery set request_id = ? where id = any(?::uuid[])")
                .params(request, commands.toArray(UUID[]::new)).update();
    }

    /** The commands that came from a request, in their order. */
    List<Delivery> of(UUID request) {
        return jdbc.sql("select * from delivery where request_id = ? order by seq").param(request)
                .query(DeliveryRow::read).list();
    }

    /** Commands about these records that no reading has answered yet. */
    List<Delivery> standing(Collection<SourceRef> records) {
        return jdbc.sql("""
                select * from delivery
                where kind = 'contact-correction' and echoed_at is null and overridden_at is null
                  and (system, key) in (select * from unnest(?::text[], ?::text[]))
                order by seq
                """)
                .params(Outbox.texts(records, SourceRef::system), Outbox.texts(records, SourceRef::key))
                .query(DeliveryRow::read).list();
    }

    /** What was delivered of the same record before, the newest first. */
    List<Correction> before(Delivery command) {
        return jdbc.sql("""
                select payload from delivery
                where kind = 'contact-correction' and system = ? and key = ? and state = 'delivered'
                  and seq < (select seq from delivery where id = ?)
                order by seq desc limit ?
                """).params(command.record().system(), command.record().key(), command.id(), MOST_EARLIER)
                .query(String.class).list().stream().map(payload -> Correction.read(ExactJson.parse(payload)))
                .toList();
    }

    /** Empties what settled ones of a customer said; they stand no more. */
    void erase(CustomerId customer) {
        jdbc.sql("""
                update delivery set payload = '{}', theirs = null, policy = null,
                                    overridden_at = coalesce(overridden_at, now())
                where customer_id = ? and settled_at is not null and kind = 'contact-correction'
                """).param(customer.value()).update();
    }

    /** The newest version of a record that an answer showed, 0 where none did. */
    long version(SourceRef record) {
        return jdbc.sql("""
                select coalesce(max(sequence), 0) from delivery
                where kind = 'contact-correction' and system = ? and key = ?
                """).params(record.system(), record.key()).query(Long.class).single();
    }
}
