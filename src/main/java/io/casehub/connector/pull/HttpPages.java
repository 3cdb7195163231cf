package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.http.HttpAnswer;
import io.casehub.connector.pull.Course.Paging;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds in an answer the records of a page, and the way to the page behind. */
final class HttpPages {

    private HttpPages() {}

    /** @throws PageUnusable where there are no records where the route looks for them */
    static Fetched read(HttpSource source, HttpAnswer answer) throws IOException {
        if (answer.content().length == 0 && answer.status() == 204) {
            return new Fetched(List.of(), true);
        }
        var tree = answer.tree();
        var records = records(tree, source);
        var next = next(tree, source, answer);
        boolean isShort = records.size() < (source.untilEmpty() ? 1 : source.course().pageSize());
        boolean isLast = source.hasMore().map(more -> !tree.at(more).asBoolean()).orElse(isShort);
        return new Fetched(records, isLast, next,
                source.total().map(total -> tree.at(total).asLong(-1)).orElse(-1L));
    }

    /** The answer about a single record, as a page. */
    static Fetched one(HttpSource source, HttpAnswer answer) throws IOException {
        var record = answer.tree().at(source.detail().record());
        if (!record.isObject()) {
            throw new PageUnusable("the answer has no record" + (source.detail().record().isEmpty()
                    ? ""
                    : " at " + source.detail().record()) + ": look whether the route's parameter one asks for it");
        }
        return new Fetched(List.of(record), true);
    }

    /**
     * The address of a page: a link leads there itself, a token was put into the route's url.
     *
     * @throws PageUnusable where a link leads to somebody else, who is not to see the credential
     */
    static String address(String url, HttpSource source, @Nullable String next) {
        if (next == null || source.course().paging() != Paging.NEXT || source.url().contains("{next}")
                || source.posts()) {
            return url;
        }
        var base = URI.create(url);
        var link = base.resolve(next.strip());
        if (!base.getScheme().equals(link.getScheme()) || !base.getAuthority().equals(link.getAuthority())) {
            throw new PageUnusable("the link to the page behind leads away from " + base.getAuthority());
        }
        return link.toString();
    }

    /** A list, or in XML the one there is; a whole answer that is no list is one record. */
    private static List<JsonNode> records(JsonNode answer, HttpSource source) {
        var found = answer.at(source.records());
        if (found.isMissingNode() && !source.isXml()) { // XML has no empty list
            throw new PageUnusable("the answer has no " + source.records() + ", where the route looks for records");
        }
        var records = new ArrayList<JsonNode>();
        if (found.isArray()) {
            found.forEach(records::add);
        } else if (found.isObject()) {
            records.add(found);
        }
        return records;
    }

    private static @Nullable String next(JsonNode tree, HttpSource source, HttpAnswer answer) {
        if (source.course().paging() != Paging.NEXT) {
            return null;
        }
        var next = source.next().filter(HttpSource.LINK::equals).isPresent()
                ? answer.following()
                : source.next().map(pointer -> tree.at(pointer).asText(""));
        return next.filter(text -> !text.isBlank() && !text.equals("null")).orElse(null);
    }
}
