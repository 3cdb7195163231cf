package io.casehub.landscape.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.system.HttpDoor;
import io.casehub.landscape.system.HttpDoor.Answer;
import io.casehub.landscape.system.HttpDoor.Request;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Json;
import io.casehub.landscape.system.Shelf;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The crm's HTTP API, version 2. */
final class CrmHttp implements HttpDoor.Handler {

    private static final Pattern CASE = Pattern.compile("/v2/cases/(\\d{1,9})(/comments|/attachments)?");
    private static final Pattern ATTACHMENT = Pattern.compile("/v2/attachments/(\\d{1,9})");
    private static final Pattern CONTACT = Pattern.compile("/v2/contacts/(\\d{1,9})");
    private static final int LARGEST_PAGE = 500;
    private static final int USUAL_PAGE = 100;

    private final Tables tables;
    private final Cases cases;
    private final Contacts contacts;
    private final Journal journal;
    private final byte[] apiKey;
    private final RateLimit rate;

    CrmHttp(Tables tables, Cases cases, Journal journal, String apiKey, int perSecond) {
        this.tables = tables;
        this.cases = cases;
        this.contacts = new Contacts(tables, journal);
        this.journal = journal;
        this.apiKey = apiKey.getBytes(StandardCharsets.UTF_8);
        this.rate = new RateLimit(perSecond);
    }

    @Override
    public Answer answer(Request request) {
        var key = request.header("X-Api-Key");
        if (key == null || !MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), apiKey)) {
            return error(401, "unauthorized", "X-Api-Key is missing or wrong");
        }
        if (!rate.allows()) {
            journal.read("refused: too many requests");
            return error(429, "too_many_requests", "slow down").with("Retry-After", "1");
        }
        try {
            return routed(request);
        } catch (DateTimeException | NumberFormatException | UncheckedIOException e) {
            return error(400, "bad_request", "a parameter or the body cannot be read");
        }
    }

    private Answer routed(Request request) {
        var reading = request.method().equals("GET");
        if (reading && request.path().equals("/v2/contacts"))
            return page("contacts", tables.contacts, "id", request);
        if (reading && request.path().equals("/v2/cases"))
            return page("cases", tables.cases, "contactId", request);
        var contact = CONTACT.matcher(request.path());
        if (contact.matches())
            return contact(Integer.parseInt(contact.group(1)), request);
        var attachment = ATTACHMENT.matcher(request.path());
        if (reading && attachment.matches())
            return content(Integer.parseInt(attachment.group(1)));
        var matcher = CASE.matcher(request.path());
        if (!matcher.matches())
            return error(404, "not_found", "no such resource");
        var id = Integer.parseInt(matcher.group(1));
        return switch (request.method() + (matcher.group(2) == null ? "" : matcher.group(2).replace('/', ' '))) {
            case "GET" -> one(id);
            case "PATCH" -> patch(id, request);
            case "GET comments" -> comments(id);
            case "POST comments" -> comment(id, request);
            case "POST attachments" -> attach(id, request);
            default -> error(405, "method_not_allowed", "not here");
        };
    }

    private Answer contact(int id, Request request) {
        return switch (request.method()) {
            case "GET" -> tables.store.read(sql -> tables.contacts.get(sql, id)).map(found -> json(200, found))
                    .orElseGet(() -> error(404, "not_found", "no such contact"));
            case "PATCH" -> patchContact(id, request);
            default -> error(405, "method_not_allowed", "not here");
        };
    }

    private Answer patchContact(int id, Request request) {
        var expected = request.header("If-Match");
        var body = body(request);
        try {
            var outcome = contacts.change(id, expected == null ? null : version(expected), body, "api");
            journal.asked("patch contact", String.valueOf(id), outcome.word(),
                    Map.of("ifMatch", String.valueOf(expected), "body", body));
            return outcome.now() == null
                    ? error(404, "not_found", "no such contact")
                    : json(outcome.isStale() ? 412 : 200, outcome.now());
        } catch (Contacts.Refused refused) {
            journal.asked("patch contact", String.valueOf(id), "refused", body);
            return error(422, "invalid_contact", refused.getMessage());
        }
    }

    /** @param owner the field that names the contact */
    private <T> Answer page(String name, Shelf<Integer, T> shelf, String owner, Request request) {
        journal.read("list " + name);
        var since = request.query().get("updated_since");
        var after = request.query().get("after");
        var wanted = request.query().get("limit");
        var limit = wanted == null ? USUAL_PAGE : Math.clamp(Integer.parseInt(wanted), 1, LARGEST_PAGE);
        var contact = request.query().get("contact");
        var found = tables.store.read(sql -> contact != null
                ? shelf.of(sql, owner, Integer.valueOf(contact), limit + 1)
                : shelf.after(sql, since == null ? null : Instant.parse(since),
                        since == null || after == null ? null : Integer.valueOf(after), limit + 1));
        var page = new LinkedHashMap<String, Object>();
        page.put(name, found.subList(0, Math.min(limit, found.size())));
        page.put("has_more", found.size() > limit);
        return json(200, page);
    }

    private Answer one(int id) {
        journal.read("get case");
        return tables.store.read(sql -> tables.cases.get(sql, id)).map(found -> json(200, found))
                .orElseGet(CrmHttp::noCase);
    }

    private Answer comments(int id) {
        journal.read("list comments");
        return json(200, Map.of("comments", tables.comments(id)));
    }

    private Answer patch(int id, Request request) {
        var expected = request.header("If-Match");
        var body = body(request);
        try {
            var change = CaseChange.of(body);
            var outcome = cases.change(id, expected == null ? null : version(expected), change, "api");
            return answered("patch case", id, Map.of("ifMatch", String.valueOf(expected), "body", body), outcome);
        } catch (CaseChange.Refused refused) {
            journal.asked("patch case", String.valueOf(id), "refused", body);
            return error(422, "invalid_" + refused.field(), refused.getMessage());
        }
    }

    private Answer comment(int id, Request request) {
        var body = body(request);
        var text = body.path("text").asText("");
        var key = request.header("Idempotency-Key");
        if (text.isBlank()) {
            journal.asked("post comment", String.valueOf(id), "refused", body);
            return error(422, "invalid_text", "a comment needs a text");
        }
        var outcome = cases.comment(id, new Cases.Draft(text, body.path("internal").asBoolean(false), key), "api");
        return answered("post comment", id, Map.of("idempotencyKey", String.valueOf(key), "body", body), outcome);
    }

    /** The file itself is the body, its name is in the query. */
    private Answer attach(int id, Request request) {
        var name = request.query().getOrDefault("name", "");
        var key = request.header("Idempotency-Key");
        if (name.isBlank() || request.bytes().length == 0) {
            journal.asked("post attachment", String.valueOf(id), "refused", name);
            return error(422, "invalid_attachment", "an attachment needs a name and a content");
        }
        var type = request.header("Content-Type");
        var outcome = cases.attach(id, new Cases.File(name, type == null ? "application/octet-stream" : type, key),
                request.bytes(), "api");
        return answered("post attachment", id, Map.of("idempotencyKey", String.valueOf(key), "name", name,
                "size", request.bytes().length), outcome);
    }

    private Answer content(int id) {
        journal.read("get attachment");
        return tables.attachment(id)
                .map(found -> new Answer(200, found.type(), tables.content(found), Map.of()))
                .orElseGet(() -> error(404, "not_found", "no such attachment"));
    }

    private Answer answered(String what, int id, Map<String, Object> request, Outcome outcome) {
        journal.asked(what, String.valueOf(id), outcome.word(), request);
        return switch (outcome) {
            case Outcome.Done done -> json(200, done.now());
            case Outcome.Commented commented -> json(commented.fresh() ? 201 : 200, commented.comment());
            case Outcome.Attached attached -> json(attached.fresh() ? 201 : 200, attached.attachment());
            case Outcome.Stale stale -> json(412, stale.now());
            case Outcome.Unknown unknown -> noCase();
        };
    }

    private static JsonNode body(Request request) {
        var body = Json.SNAKE.read(request.body(), JsonNode.class);
        if (!body.isObject())
            throw new NumberFormatException("not an object");
        return body;
    }

    private static int version(String ifMatch) {
        return Integer.parseInt(ifMatch.replaceFirst("^W/", "").replace("\"", ""));
    }

    private static Answer noCase() {
        return error(404, "not_found", "no such case");
    }

    private static Answer json(int status, Object body) {
        return Answer.json(status, Json.SNAKE.text(body));
    }

    private static Answer error(int status, String code, @Nullable String message) {
        return json(status, Map.of("error", new Trouble(code, String.valueOf(message))));
    }

    private record Trouble(String code, String message) {}
}
