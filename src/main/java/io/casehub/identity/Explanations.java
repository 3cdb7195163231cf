package io.casehub.identity;

import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why records are one customer, or are not, and what a person is asked. */
@Component
public class Explanations {

    private static final int MOST = 500;

    private static final String REASONS = """
            select j.id, j.verdict, j.bits, j.steps, j.because, j.model, j.decided_by, j.decided_at, j.ended_at, j.asks,
                   l.system as left_system, l.key as left_key, l.customer_id as left_customer,
                   r.system as right_system, r.key as right_key, r.customer_id as right_customer
            from judgement j join member l on l.id = j.one join member r on r.id = j.other
            """;

    private final JdbcClient jdbc;

    Explanations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Everything that was ever decided of the records of a customer, what stands first, at most 500.
     */
    public List<Reason> of(CustomerId customer) {
        return jdbc.sql(REASONS + """
                where j.one in (select id from member where customer_id = :customer)
                   or j.other in (select id from member where customer_id = :customer)
                order by j.ended_at desc nulls first, j.id limit :most
                """).param("customer", customer.value()).param("most", MOST).query(Explanations::reason).list();
    }

    /**
     * What people are asked: two customers who may be one, each pair once, in the order in which it was
     * asked.
     *
     * @param behind the id of the last one seen, 0 for none
     */
    public List<Reason> reviews(long behind, int limit) {
        return jdbc.sql(REASONS + """
                where j.asks and j.ended_at is null and j.id > ?
                  and not exists (
                      select from judgement k join member a on a.id = k.one join member b on b.id = k.other
                      where k.one = any(array(select m.id from member m
                                              where m.customer_id in (l.customer_id, r.customer_id)))
                        and k.asks and k.ended_at is null and k.id < j.id
                        and (a.customer_id, b.customer_id) in ((l.customer_id, r.customer_id),
                                                               (r.customer_id, l.customer_id)))
                order by j.id limit ?
                """).params(behind, limit).query(Explanations::reason).list();
    }

    private static Reason reason(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var bits = row.getObject("bits") == null ? null : row.getDouble("bits");
        return new Reason(row.getLong("id"), record(row, "left"), customer(row, "left"), record(row, "right"),
                customer(row, "right"), row.getString("verdict"), bits,
                Objects.requireNonNull(row.getString("steps")), row.getString("because"), row.getString("model"),
                row.getString("decided_by"),
                Objects.requireNonNull(row.getObject("decided_at", OffsetDateTime.class)), ended,
                row.getBoolean("asks"));
    }

    private static SourceRef record(ResultSet row, String side) throws SQLException {
        return new SourceRef(row.getString(side + "_system"), Entity.CUSTOMER, row.getString(side + "_key"));
    }

    private static CustomerId customer(ResultSet row, String side) throws SQLException {
        return new CustomerId(row.getObject(side + "_customer", UUID.class));
    }

    /**
     * What was decided of two records.
     *
     * @param verdict {@code join}, {@code review} and {@code never} of the model, {@code same} and
     * {@code apart} of people
     * @param bits the odds that they are one, as a power of two; {@code null} where a person decided
     * @param steps as JSON: each trait with its level and what it adds, against strangers and against
     * the household
     * @param because what spoke against it, or why a person decided so
     * @param ended when it ceased to hold; {@code null} while it does
     * @param asks whether a person is asked
     */
    public record Reason(long id, SourceRef left, CustomerId leftCustomer, SourceRef right, CustomerId rightCustomer,
            String verdict, @Nullable Double bits, String steps, @Nullable String because, String model, String by,
            OffsetDateTime at, @Nullable OffsetDateTime ended, boolean asks) {}
}
