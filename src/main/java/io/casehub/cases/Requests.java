package io.casehub.cases;

import io.casehub.model.Sha256;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers requests by their Idempotency-Key, so that one sent twice has one effect. */
@Component
public class Requests {

    private final JdbcClient jdbc;

    Requests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What the same request led to before; empty where it is new, and then others with this key wait
     * until the transaction ends.
     *
     * @throws RequestKeyReused where the key came with another request
     */
    public Optional<UUID> repeated(RequestKey key) {
        jdbc.sql("select count(pg_advisory_xact_lock(hashtextextended(?, 0)))")
                .param(key.caller() + " " + key.key())
                .query(Long.class)
                .single();
        return jdbc.sql("select request_hash, result_id from case_request where caller = ? and request_key = ?")
                .params(key.caller(), key.key())
                .query((row, number) -> {
                    if (!Arrays.equals(row.getBytes("request_hash"), Sha256.of(key.request()))) {
                        throw new RequestKeyReused(key.key());
                    }
                    return row.getObject("result_id", UUID.class);
                })
                .optional();
    }

    /** Notes what a request about a case or a customer led to. */
    public void remember(RequestKey key, UUID about, UUID result) {
        jdbc.sql(
                "insert into case_request (caller, request_key, request_hash, about_id, result_id) values (?, ?, ?, ?, ?)")
                .params(key.caller(), key.key(), Sha256.of(key.request()), about, result)
                .update();
    }
}
