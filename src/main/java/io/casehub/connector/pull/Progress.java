package io.casehub.connector.pull;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far readings have come, where every node sees it. A reading of one page, as most are, writes
 * nothing; one that broke off is counted on where it stood.
 */
@Component
public class Progress {

    private final JdbcClient jdbc;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public Progress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The readings that are under way, by route. */
    public Map<String, Underway> all() {
        return jdbc.sql("select * from pull_run where ended_at is null")
                .query((row, number) -> new Underway(row.getString("route"),
                        row.getObject("began_at", OffsetDateTime.class).toInstant(), row.getLong("records"),
                        row.getLong("pages"), row.getObject("total", Long.class),
                        row.getObject("moved_at", OffsetDateTime.class).toInstant()))
                .list().stream().collect(Collectors.toMap(Underway::route, Function.identity()));
    }

    /** A page is in. */
    void landed(PullRun run, Fetched page) {
        var course = run.course();
        boolean isFirst = run.pages() == 1;
        if (run.isOver()) {
            end(course.route(), isFirst);
        } else {
            count(course, isFirst, run.isFresh(), page.listed().size(), page.total() < 0 ? null : page.total());
        }
    }

    private void count(Course course, boolean isFirst, boolean isFresh, int records, @Nullable Long total) {
        known.remove(course.route());
        if (isFirst) {
            jdbc.sql("""
                    update pull_run
                    set began_at = now(), records = 0, pages = 0, total = null, ended_at = null
                    where route = ? and (? or ended_at is not null)
                    """).params(course.route(), isFresh).update();
        }
        jdbc.sql(
                """
                        insert into pull_run (route, system, records, pages, total) values (:route, :system, :records, 1, :total)
                        on conflict (route) do update
                        set records = pull_run.records + excluded.records, pages = pull_run.pages + 1,
                            total = coalesce(pull_run.total, excluded.total), moved_at = now()
                        """)
                .param("route", course.route())
                .param("system", course.system())
                .param("records", records)
                .param("total", total)
                .update();
    }

    /** Said once: of most readings there is nothing to be ended. */
    private void end(String route, boolean isOnlyPage) {
        if (known.add(route) || !isOnlyPage) {
            jdbc.sql("update pull_run set ended_at = now(), moved_at = now() where route = ? and ended_at is null")
                    .param(route).update();
        }
    }
}
