package io.casehub.intake;

import io.casehub.cases.CasesRegrouped;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of Message-IDs and the cases they belong to. */
@Component
class Threads {

    private final JdbcClient jdbc;

    Threads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where these ids belong, as far as it is known. */
    KnownIds find(Collection<String> ids) {
        var places = new HashMap<String, Place>();
        jdbc.sql("select * from mail_thread where message_id = any(?)")
                .param(ids.toArray(String[]::new))
                .query(row -> {
                    places.put(row.getString("message_id"),
                            new Place(new CaseId(row.getObject("case_id", UUID.class)), row.getBoolean("seen")));
                });
        return new KnownIds(places);
    }

    /** Keeps what is new; an id that was only named before belongs where the mail itself went. */
    void save(Map<String, Place> places) {
        var sorted = places.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        jdbc.sql("""
                insert into mail_thread (message_id, case_id, seen)
                select * from unnest(?::text[], ?::uuid[], ?::boolean[])
                on conflict (message_id) do update set case_id = excluded.case_id, seen = true
                where excluded.seen and not mail_thread.seen
                """)
                .params(sorted.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        sorted.stream().map(entry -> entry.getValue().caseId().value()).toArray(UUID[]::new),
                        sorted.stream().map(entry -> entry.getValue().isSeen()).toArray(Boolean[]::new))
                .update();
    }

    /** Mails that went to other cases take their conversations along. */
    @EventListener
    void on(CasesRegrouped regrouped) {
        var moved = regrouped.moved().entrySet().stream()
                .filter(entry -> entry.getKey().entity() == Entity.INTERACTION).sorted(Map.Entry.comparingByKey())
                .toList();
        if (!moved.isEmpty()) {
            jdbc.sql("""
                    update mail_thread t set case_id = n.case_id
                    from unnest(?::text[], ?::uuid[]) as n(message_id, case_id)
                    where t.message_id = n.message_id
                    """)
                    .params(moved.stream().map(entry -> entry.getKey().key()).toArray(String[]::new),
                            moved.stream().map(entry -> entry.getValue().value()).toArray(UUID[]::new))
                    .update();
        }
    }

    /**
     * The case of a Message-ID.
     *
     * @param isSeen a mail of this id is part of the case; else one that is names it
     */
    record Place(CaseId caseId, boolean isSeen) {}
}
