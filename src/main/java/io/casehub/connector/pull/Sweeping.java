package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.plan.Plan;
import io.casehub.ingest.Listed;
import io.casehub.ingest.Sweep;
import io.casehub.model.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a route that lists everything tells what is gone.
 *
 * @param template of the key of a listed record, with {@code {/pointer}} into it; the text before
 * the first confines the sweep to keys that begin so
 */
record Sweeping(Sweep sweep, String template) {

    private static final Pattern POINTER = Pattern.compile("\\{(/[^{}]*)}");

    static Optional<Sweeping> of(Plan plan) {
        return plan.some("sweep").map(template -> {
            if (!POINTER.matcher(template).find()) {
                throw plan.wrong("sweep", "is the key of a listed record, such as {/id} or account-{/id}");
            }
            var prefix = template.substring(0, template.indexOf("{/"));
            return new Sweeping(new Sweep(plan.system(), plan.route(), plan.word("entity", Entity.class), prefix,
                    share(plan)), template);
        });
    }

    private static double share(Plan plan) {
        var share = plan.text("share");
        if (!share.matches("([0-9]|[1-9][0-9]|100)%")) {
            throw plan.wrong("share", "is how much may be gone at once without a question, such as 20%");
        }
        return Integer.parseInt(share.substring(0, share.length() - 1)) / 100.0;
    }

    /** What a page of the route lists. */
    Listed listed(boolean isFirst, List<JsonNode> records) {
        var keys = new ArrayList<String>();
        for (var record : records) {
            var key = key(record);
            if (key.isEmpty()) {
                return new Listed(sweep, isFirst, List.of(),
                        "a listed record has nothing for " + template + ", so nobody can say which it is");
            }
            keys.add(key.get());
        }
        return new Listed(sweep, isFirst, keys, null);
    }

    private Optional<String> key(JsonNode record) {
        boolean isWhole = POINTER.matcher(template).results().map(place -> record.at(place.group(1)))
                .allMatch(value -> value.isValueNode() && !value.asText().isBlank() && !value.isNull());
        return isWhole
                ? Optional.of(POINTER.matcher(template).replaceAll(
                        place -> Matcher.quoteReplacement(record.at(place.group(1)).asText().strip())))
                : Optional.empty();
    }
}
