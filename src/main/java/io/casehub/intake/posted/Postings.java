package io.casehub.intake.posted;

import io.casehub.model.InteractionId;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what was posted by whom, under which key. */
@Component
class Postings {

    private static final int NOBODY_ASKS_FURTHER = 20;

    private final JdbcClient jdbc;

    Postings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What stands under an external id; of version 0 where it is new. Whoever posts the same meanwhile
     * waits until the transaction ends.
     */
    Posting hold(String caller, String externalId, Instant at) {
        jdbc.sql("""
                insert into interaction_posting (key, caller, external_id, request_hash, version, received_at)
                values (?, ?, ?, '', 0, ?) on conflict (caller, external_id) do nothing
                """)
                .params(UUID.randomUUID().toString(), caller, externalId, at.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select * from interaction_posting where caller = ? and external_id = ? for update")
                .params(caller, externalId)
                .query((row, number) -> new Posting(row.getString("key"), row.getBytes("request_hash"),
                        row.getLong("version"), row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    void save(Posting posting, @Nullable String conversation) {
        jdbc.sql("""
                update interaction_posting set request_hash = ?, version = ?, received_at = ?, conversation = ?
                where key = ?
                """)
                .params(posting.request(), posting.version(), posting.receivedAt().atOffset(ZoneOffset.UTC),
                        conversation, posting.key())
                .update();
    }

    Optional<SourceRef> find(String caller, String externalId) {
        return jdbc.sql("select key from interaction_posting where caller = ? and external_id = ? and version > 0")
                .params(caller, externalId)
                .query(String.class)
                .optional()
                .map(InteractionId::posted);
    }

    /** The interactions of a conversation, last received first. */
    List<SourceRef> of(String conversation) {
        return jdbc.sql("""
                select key from interaction_posting where conversation = ? order by received_at desc, key limit ?
                """)
                .params(conversation, NOBODY_ASKS_FURTHER)
                .query(String.class)
                .list()
                .stream()
                .map(InteractionId::posted)
                .toList();
    }

    /** One interaction and how often it was told anew. */
    record Posting(String key, byte[] request, long version, Instant receivedAt) {

        /** A clock that goes back makes no version older than the one before. */
        Posting next(byte[] other, Instant now) {
            return new Posting(key, other, version + 1, now.isBefore(receivedAt) ? receivedAt : now);
        }
    }
}
