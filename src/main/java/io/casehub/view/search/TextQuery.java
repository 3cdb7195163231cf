package io.casehub.view.search;

import io.casehub.model.CodeWord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for as a statement; it names only what was asked for, so each is planned for
 * itself.
 */
final class TextQuery {

    /** A text twice as long is not twice as good. */
    private static final String SCORE = "ts_rank(t.words, ?::tsquery, 1)";

    private static final String HIS = """
            (t.system, t.kind, t.key) in (
                select system, kind, key from search_text where customer_id = ?
                union
                select said.system, said.kind, said.key from search_case own
                join search_text said on said.case_id = own.id where own.customer_id = ?
                union
                select said.system, said.kind, said.key from search_case own
                join search_case former on former.merged_into = own.id
                join search_text said on said.case_id = former.id where own.customer_id = ?)
            """;

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    private TextQuery(Wanted wanted) {
        parameters.add(wanted.ranked());
        add("t.words @@ ?::tsquery", wanted.query());
    }

    static TextQuery of(Wanted wanted, SearchFilter filter) {
        var query = new TextQuery(wanted);
        query.among("t.kind", filter.kinds().stream().map(CodeWord::word).toList());
        query.add("t.system = ?", filter.system());
        query.add("t.channel = ?", filter.channel() == null ? null : filter.channel().word());
        query.among("c.status", filter.statuses().stream().map(CodeWord::word).toList());
        query.add("t.at >= ?", time(filter.from()));
        query.add("t.at < ?", time(filter.to()));
        if (filter.customer() != null) {
            UUID customer = filter.customer().value();
            query.add(HIS, customer);
            query.parameters.addAll(List.of(customer, customer));
        }
        return query;
    }

    /** What is said in cases. */
    static TextQuery ofCases(Wanted wanted) {
        return new TextQuery(wanted).with("t.case_id is not null");
    }

    /** What cases are called, here and by their systems, and how these describe them. */
    static TextQuery ofNames(Wanted wanted) {
        return ofCases(wanted).with("t.kind = 'case'");
    }

    String score() {
        return SCORE;
    }

    String where() {
        return conditions.stream().collect(Collectors.joining(" and ", "where ", ""));
    }

    List<Object> parameters() {
        return parameters;
    }

    private TextQuery with(String condition) {
        conditions.add(condition);
        return this;
    }

    private void among(String column, Collection<String> words) {
        if (!words.isEmpty()) {
            add(column + " = any(?)", words.toArray(String[]::new));
        }
    }

    private void add(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.add(value);
        }
    }

    private static @Nullable Object time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
