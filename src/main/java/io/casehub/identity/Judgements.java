package io.casehub.identity;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what was decided of two records. What no longer holds is ended and kept. */
@Component
class Judgements {

    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    Judgements(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
        meters.gauge("casehub.identity.reviews", this, Judgements::open);
    }

    private double open() {
        return jdbc.sql("select count(*) from judgement where ended_at is null and asks").query(Long.class).single();
    }

    /**
     * What stands of any of these members. Looked for one by one among all there ever was: of a table
     * that grows fast PostgreSQL may hold that next to nothing stands, or that much is about each, and
     * read all of it.
     */
    List<Ruling> standing(Collection<Long> members) {
        var ids = members.toArray(Long[]::new);
        return members.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        with ever as materialized (
                            select j.* from unnest(?::bigint[]) member
                            cross join lateral (select * from judgement where one = member offset 0) j
                            union all select j.* from unnest(?::bigint[]) member
                            cross join lateral (select * from judgement where other = member offset 0) j)
                        select one, other, verdict, bits, model, asks from ever where ended_at is null
                        """).params(ids, ids).query(Judgements::ruling).list().stream().distinct().toList();
    }

    /** Writes what was decided; what stood of the same two by the same kind of judge is ended. */
    void replace(Collection<Decision> decisions) {
        end(decisions.stream().map(Decision::ruling).toList());
        add(decisions);
    }

    /** Writes what was decided of those of whom nothing stands. */
    void add(Collection<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        var rulings = decisions.stream().map(Decision::ruling).toList();
        rulings.forEach(ruling -> meters.counter("casehub.identity.judgements", "verdict", ruling.verdict().word())
                .increment());
        jdbc.sql("""
                insert into judgement (one, other, verdict, bits, steps, because, model, decided_by)
                select * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::float8[], ?::text[], ?::text[], ?::text[],
                                     ?::text[])
                """)
                .params(rulings.stream().map(Ruling::one).toArray(Long[]::new),
                        rulings.stream().map(Ruling::other).toArray(Long[]::new),
                        Members.texts(rulings, ruling -> ruling.verdict().word()),
                        rulings.stream().map(Ruling::bits).toArray(Double[]::new),
                        Members.texts(decisions, Decision::steps), Members.texts(decisions, Decision::because),
                        Members.texts(rulings, Ruling::model), Members.texts(decisions, Decision::by))
                .update();
    }

    /** What a person is asked, while it is. */
    Optional<Ruling> asked(long id) {
        return jdbc.sql("""
                select one, other, verdict, bits, model, asks from judgement
                where id = ? and asks and ended_at is null
                """).param(id).query(Judgements::ruling).optional();
    }

    /** Notes of what stands by the model whether a person is asked. */
    void ask(Map<Ruling, Boolean> asked) {
        var entries = List.copyOf(asked.entrySet());
        jdbc.sql("""
                update judgement j set asks = e.asks
                from unnest(?::bigint[], ?::bigint[], ?::boolean[]) as e(one, other, asks)
                where j.one = e.one and j.other = e.other and j.ended_at is null
                  and j.verdict in ('join', 'review') and j.asks is distinct from e.asks
                """)
                .params(entries.stream().map(entry -> entry.getKey().one()).toArray(Long[]::new),
                        entries.stream().map(entry -> entry.getKey().other()).toArray(Long[]::new),
                        entries.stream().map(Map.Entry::getValue).toArray(Boolean[]::new))
                .update();
    }

    void end(Collection<Ruling> rulings) {
        if (rulings.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update judgement j set ended_at = now()
                from unnest(?::bigint[], ?::bigint[], ?::boolean[]) as e(one, other, by_person)
                where j.one = e.one and j.other = e.other and (j.verdict in ('same', 'apart')) = e.by_person
                  and j.ended_at is null
                """)
                .params(rulings.stream().map(Ruling::one).toArray(Long[]::new),
                        rulings.stream().map(Ruling::other).toArray(Long[]::new),
                        rulings.stream().map(Ruling::isByPerson).toArray(Boolean[]::new))
                .update();
    }

    private static Ruling ruling(ResultSet row, int number) throws SQLException {
        @Nullable
        Double bits = row.getObject("bits") == null ? null : row.getDouble("bits");
        return new Ruling(row.getLong("one"), row.getLong("other"), Ruling.Word.of(row.getString("verdict")), bits,
                row.getString("model"), row.getBoolean("asks"));
    }
}
