package io.casehub.harness;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.rebuild.Difference;
import io.casehub.rebuild.Rebuild;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was said and decided, told once more to an empty database, which must come to the same
 * bytes.
 *
 * @param compared how many answers of both databases were held against each other
 * @param differences a line that says what differs, and where it begins to; none where nothing does
 */
record Replay(int compared, List<String> differences) {

    private static final int BEFORE = 120;
    private static final int AFTER = 280;

    static Replay of(FaultyCompany company) {
        var empty = TestDatabase.fresh();
        try (var rooms = Rooms.open(empty, Path.of("mappings"), "ingest", "audit", "identity", "cases",
                "outbound.corrections", "view", "rebuild")) {
            var report = rooms.get(Rebuild.class).of(company.database());
            int compared = report.compared().values().stream().mapToInt(Long::intValue).sum();
            return new Replay(compared, report.isEqual()
                    ? List.of()
                    : List.of("a replay differs in " + report.differing() + " of " + report.compared() + ", first in "
                            + where(report.first().getFirst(), company.jdbc(), empty.jdbc())));
        }
    }

    private static String where(Difference difference, JdbcClient original, JdbcClient rebuilt) {
        if (!difference.what().startsWith("view ")) {
            return difference.toString();
        }
        var before = section(original, difference);
        var after = section(rebuilt, difference);
        int at = 0;
        while (at < Math.min(before.length(), after.length()) && before.charAt(at) == after.charAt(at)) {
            at++;
        }
        return difference.what() + " of " + difference.id() + ": " + from(before, at) + " but again " + from(after, at);
    }

    private static String section(JdbcClient database, Difference difference) {
        return database
                .sql("select convert_from(" + difference.what().substring("view ".length())
                        + ", 'UTF8') from customer_view where customer_id = ?")
                .param(UUID.fromString(difference.id())).query(String.class).optional().orElse("")
                .replaceAll("\"fetchedAt\":\"[^\"]*\"", "");
    }

    private static String from(String text, int at) {
        return text.substring(Math.max(0, at - BEFORE), Math.min(text.length(), at + AFTER));
    }
}
