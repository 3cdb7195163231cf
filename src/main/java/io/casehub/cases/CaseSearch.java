package io.casehub.cases;

import io.casehub.model.CodeWord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a statement. It names only what was asked for: PostgreSQL plans each combination for
 * itself, and takes the index that fits.
 */
final class CaseSearch {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final CaseFilter filter;

    private CaseSearch(CaseFilter filter) {
        this.filter = filter;
    }

    /** @param among of these alone, {@code null} of all */
    static CaseSearch of(CaseFilter filter, UUID @Nullable [] among) {
        var search = new CaseSearch(filter);
        search.conditions.add("merged_into is null");
        search.add("id = any(?)", among);
        var work = filter.work();
        search.is("customer_id", filter.customer() == null ? null : filter.customer().value());
        search.among("status", filter.statuses().stream().map(CodeWord::word).toList());
        search.is("assignee", filter.assignee());
        search.among("queue", work.queues());
        search.is("team", work.team());
        search.is("type", work.type());
        search.among("priority", work.priorities().stream().map(CodeWord::word).toList());
        search.is("due_state", work.due() == null ? null : work.due().word());
        search.add("due_at < ?", time(work.dueBefore()));
        search.add("subject ilike '%' || ? || '%'",
                filter.text() == null ? null : filter.text().replaceAll("([%_\\\\])", "\\\\$1"));
        search.behind();
        return search;
    }

    String sql() {
        return "select * from hub_case"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + (filter.isByDue() ? " order by due_at, id" : " order by changed_at desc, id desc")
                + " limit " + filter.limit();
    }

    List<Object> parameters() {
        return parameters;
    }

    private void behind() {
        if (filter.isByDue()) {
            conditions.add("due_at is not null");
        }
        if (filter.behindAt() != null && filter.behind() != null) {
            add(filter.isByDue() ? "(due_at, id) > (?, ?)" : "(changed_at, id) < (?, ?)", time(filter.behindAt()));
            parameters.add(filter.behind().value());
        }
    }

    private void is(String column, @Nullable Object value) {
        add(column + " = ?", value);
    }

    /** One word is compared as such: then the order of an index that begins with it is of use. */
    private void among(String column, Collection<String> words) {
        if (words.size() == 1) {
            is(column, words.iterator().next());
        } else if (!words.isEmpty()) {
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
