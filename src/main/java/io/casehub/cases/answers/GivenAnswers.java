package io.casehub.cases.answers;

import io.casehub.cases.RequestKey;
import io.casehub.cases.RequestKeyReused;
import io.casehub.model.Sha256;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers of requests that came with an Idempotency-Key, for a day. What failed is not remembered:
 * sent again, it is tried again.
 */
@Component
public class GivenAnswers {

    private static final int HOURLY = 3_600_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    GivenAnswers(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Does what is asked and remembers the answer in one transaction, so that it is done once whatever
     * happens to the hub. The same request at the same time waits for the first.
     *
     * @throws RequestKeyReused where the key came with another request
     */
    public byte[] together(RequestKey key, Supplier<byte[]> work) {
        return given(transaction.execute(status -> find(key).flatMap(Found::answer).orElseGet(() -> {
            var answer = work.get();
            put(key, answer);
            return answer;
        })));
    }

    /**
     * The same for what takes long or reaches beyond the database: the answer is remembered behind it.
     * Where the hub dies between the two, the request may be sent again after five minutes, and is done
     * again.
     *
     * @throws RequestKeyReused where the key came with another request
     * @throws RequestUnderWay while the first is being handled
     */
    public byte[] apart(RequestKey key, Supplier<byte[]> work) {
        var before = given(transaction.execute(status -> {
            var found = find(key);
            if (found.isPresent() && found.get().answer().isEmpty() && found.get().isYoung()) {
                throw new RequestUnderWay();
            }
            var answer = found.flatMap(Found::answer);
            if (answer.isEmpty()) {
                put(key, null);
            }
            return answer;
        }));
        return before.orElseGet(() -> first(key, work));
    }

    private byte[] first(RequestKey key, Supplier<byte[]> work) {
        boolean isDone = false;
        try {
            var answer = work.get();
            put(key, answer);
            isDone = true;
            return answer;
        } finally {
            if (!isDone) {
                jdbc.sql("delete from given_answer where key_hash = ?").param(Closure.name(key)).update();
            }
        }
    }

    /** Others with this key wait from here on until the transaction ends. */
    private Optional<Found> find(RequestKey key) {
        jdbc.sql("select count(pg_advisory_xact_lock(hashtextextended(?, 0)))")
                .param(key.caller() + " " + key.key()).query(Long.class).single();
        return jdbc.sql("""
                select request_hash, answer, at > now() - interval '5 minutes' as is_young
                from given_answer where key_hash = ?
                """).param(Closure.name(key)).query((row, number) -> {
            if (!Arrays.equals(row.getBytes("request_hash"), Sha256.of(key.request()))) {
                throw new RequestKeyReused(key.key());
            }
            var answer = row.getBytes("answer");
            return new Found(answer == null ? Optional.empty() : Optional.of(Closure.open(key, answer)),
                    row.getBoolean("is_young"));
        }).optional();
    }

    private void put(RequestKey key, byte @Nullable [] answer) {
        jdbc.sql("""
                insert into given_answer (key_hash, request_hash, answer) values (:key, :request, :answer)
                on conflict (key_hash) do update set answer = :answer, at = now()
                """).param("key", Closure.name(key)).param("request", Sha256.of(key.request()))
                .param("answer", answer == null ? null : Closure.close(key, answer)).update();
    }

    /** Forgets what nobody asks for again. */
    @Scheduled(fixedDelay = HOURLY, initialDelay = HOURLY)
    void prune() {
        jdbc.sql("delete from given_answer where at < now() - interval '1 day'").update();
    }

    private static <T> T given(@Nullable T outcome) {
        if (outcome == null) {
            throw new IllegalStateException("a transaction that ended has its outcome");
        }
        return outcome;
    }

    private record Found(Optional<byte[]> answer, boolean isYoung) {}
}
