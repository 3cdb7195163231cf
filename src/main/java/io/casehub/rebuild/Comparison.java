package io.casehub.rebuild;

import io.casehub.view.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds what two databases know against each other, as digests. */
final class Comparison {

    private static final int SHOWN = 20;

    private static final Map<String, String> QUESTIONS = questions();

    private final JdbcClient original;
    private final JdbcClient rebuilt;
    private final Map<String, Long> compared = new LinkedHashMap<>();
    private final Map<String, Long> differing = new TreeMap<>();
    private final List<Difference> first = new ArrayList<>();

    Comparison(JdbcClient original, JdbcClient rebuilt) {
        this.original = original;
        this.rebuilt = rebuilt;
    }

    private static Map<String, String> questions() {
        var questions = new LinkedHashMap<String, String>();
        questions.put("reading", """
                select system || ':' || entity || ':' || key || ' of ' || changed_at || ' ' || sequence || ' '
                       || left(encode(raw_hash, 'hex'), 12), md5(canonical) from source_version
                """);
        questions.put("record", """
                select system || ':' || entity || ':' || key,
                       changed_at || ' ' || sequence || ' ' || left(encode(raw_hash, 'hex'), 12) from source_record
                """);
        questions.put("member", "select system || ':' || key, customer_id::text || ' ' || seen from member");
        questions.put("customer", "select id::text, coalesce('is ' || merged_into, 'is himself') from customer");
        questions.put("case", "select id::text, md5(hub_case::text) from hub_case");
        questions.put("link", """
                select system || ':' || entity || ':' || key,
                       case_id::text || ' ' || md5(row(status, source_status, priority, assignee, gone)::text)
                from case_link
                """);
        // what the hub notices follows from the time of day, too
        for (var section : EnumSet.complementOf(EnumSet.of(Section.SIGNALS))) {
            questions.put("view " + section.word(), "select customer_id::text, md5(" + bytes(section)
                    + ") from customer_view");
        }
        return questions;
    }

    /**
     * A section that was emptied is answered as one that never was filled, and the time at which the
     * hub showed a case last is no part of what it knows.
     */
    private static String bytes(Section section) {
        var text = "coalesce(convert_from(" + section.word() + ", 'UTF8'), '')";
        var shown = section == Section.CASES
                ? "regexp_replace(" + text + ", '\"fetchedAt\":\"[^\"]*\"', '', 'g')"
                : text;
        return "case when " + text + " like '{\"count\":0,%' then '' else " + shown + " end";
    }

    RebuildReport report(Map<String, Long> taken, Duration time) {
        QUESTIONS.forEach(this::compare);
        return new RebuildReport(compared, differing, first, taken, time);
    }

    private void compare(String what, String question) {
        var before = answers(original, question);
        var after = answers(rebuilt, question);
        compared.put(what, (long) before.size());
        before.forEach((id, said) -> check(what, id, said, after.remove(id)));
        after.forEach((id, said) -> check(what, id, null, said));
    }

    private void check(String what, String id, @Nullable String before, @Nullable String after) {
        if (before == null || !before.equals(after)) {
            if (differing.merge(what, 1L, Long::sum) <= SHOWN) {
                first.add(new Difference(what, id, before, after));
            }
        }
    }

    private static Map<String, String> answers(JdbcClient database, String question) {
        var answers = new HashMap<String, String>();
        database.sql(question).query(row -> {
            answers.put(row.getString(1), row.getString(2));
        });
        return answers;
    }
}
