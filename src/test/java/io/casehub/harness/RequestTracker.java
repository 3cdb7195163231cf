package io.casehub.harness;

import static io.casehub.harness.HubRecords.said;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.ExactJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Request Tracker, asked over REST 2.0. */
final class RequestTracker implements Product {

    private static final String OWN = "rt@harness.example";
    private static final Set<String> TOLD = Set.of("Status", "Comment");
    private static final Set<String> SAYING = Set.of("Create", "Correspond", "Comment");

    /** What was done to a ticket, of what the hub tells: a status, or a text with a mark. */
    record Done(boolean isByHub, String value) {}

    private final JsonLine line;
    private final JsonLine staffLine;
    private final String hub;
    private final Map<String, Boolean> staff = new TreeMap<>();

    RequestTracker(Map<String, String> settings) {
        line = new JsonLine(settings.get("rt.url") + "/REST/2.0", "Authorization",
                JsonLine.basic(setting(settings, "rt.user"), setting(settings, "rt.password")));
        staffLine = new JsonLine(settings.get("rt.url") + "/REST/2.0", "Authorization",
                JsonLine.basic("ben", "ben-4711x"));
        hub = setting(settings, "rt.user");
    }

    private static String setting(Map<String, String> settings, String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    @Override
    public String name() {
        return "rt";
    }

    @Override
    public String system() {
        return "rt";
    }

    @Override
    public Map<String, Map<String, String>> records() {
        var cases = new TreeMap<String, String>();
        for (var ticket : pages("/tickets?query=id%3E0&fields=Subject,Status", null)) {
            var subject = ticket.path("Subject").asText();
            cases.put(ticket.path("id").asText(),
                    said(subject.isBlank() ? "(no subject)" : subject, ticket.path("Status")));
        }
        return Map.of("case", cases, "customer", users(), "interaction", sayings());
    }

    private Map<String, String> users() {
        var users = new TreeMap<String, String>();
        for (var user : pages("/users?fields=Name,RealName,EmailAddress",
                "[{\"field\": \"id\", \"operator\": \">\", \"value\": \"0\"}]")) {
            if (!isStaff(user.path("Name").asText()) && user.path("EmailAddress").asText().contains("@")) {
                var name = user.path("RealName").asText();
                users.put(user.path("Name").asText(), said(name.isBlank() ? user.path("Name") : name));
            }
        }
        return users;
    }

    /** All that was said in tickets, those that were merged or deleted too. */
    private Map<String, String> sayings() {
        var sayings = new TreeMap<String, String>();
        for (var transaction : pages("/transactions?fields=Type&orderby=id&order=ASC",
                "[{\"field\": \"ObjectType\", \"value\": \"RT::Ticket\"}]")) {
            if (SAYING.contains(transaction.path("Type").asText())) {
                sayings.put(transaction.path("id").asText(), HubRecords.ANYTHING);
            }
        }
        return sayings;
    }

    /** Lists do not tell it: they say nothing under the name of a field that a record has. */
    private boolean isStaff(String user) {
        return staff.computeIfAbsent(user,
                name -> line.ask("GET", "/user/" + name, null).path("Privileged").asInt() == 1);
    }

    private List<JsonNode> pages(String list, @Nullable String query) {
        var all = new ArrayList<JsonNode>();
        for (int page = 1;; page++) {
            var items = line.ask(query == null ? "GET" : "POST", list + "&per_page=100&page=" + page, query)
                    .path("items");
            if (items.isEmpty()) {
                return all;
            }
            items.forEach(all::add);
        }
    }

    @Override
    public void prepare() {
        if (own().isMissingNode()) {
            line.ask("POST", "/ticket", object().put("Queue", "Support").put("Requestor", OWN)
                    .put("Subject", "Harness").put("Content", "For measuring.").toString());
        }
    }

    @Override
    public void change(String mark) {
        line.ask("PUT", "/ticket/" + own().path("id").asText(), object().put("Subject", "Harness " + mark).toString());
    }

    @Override
    public boolean isSeen(Api api, String mark) {
        return Api.sees(api.views("email", OWN), "/cases/items", "subject", "Harness " + mark);
    }

    private JsonNode own() {
        return line.ask("GET", "/tickets?query=Requestor%3D'" + OWN + "'&per_page=1", null).path("items").path(0);
    }

    String status(String ticket) {
        return line.ask("GET", "/ticket/" + ticket, null).path("Status").asText();
    }

    /** How often the ticket was given this status. */
    int changesTo(String status, String ticket) {
        return pages("/transactions?fields=NewValue",
                """
                        [{"field": "ObjectType", "value": "RT::Ticket"}, {"field": "ObjectId", "value": %s},
                         {"field": "Field", "value": "Status"}, {"field": "NewValue", "value": "%s"}]"""
                        .formatted(ticket, status))
                .size();
    }

    /** Somebody at RT's screen sets a status. */
    void setByStaff(String ticket, String status) {
        staffLine.ask("PUT", "/ticket/" + ticket, object().put("Status", status).toString());
    }

    /** What was written with a mark in it, comments and files: by transaction. */
    Map<String, String> marked(String mark) {
        var marked = new TreeMap<String, String>();
        pages("/attachments?fields=TransactionId,Content",
                "[{\"field\": \"Content\", \"operator\": \"LIKE\", \"value\": \"" + mark + "\"}]")
                .forEach(
                        part -> marked.put(part.path("TransactionId").asText(), part.path("Content").asText().strip()));
        return marked;
    }

    /** Whether there is a comment of a command. */
    boolean isMarked(String command) {
        return !pages("/attachments?fields=Subject",
                "[{\"field\": \"Subject\", \"value\": \"casehub " + command + "\"}]").isEmpty();
    }

    /**
     * Statuses, comments and files of a ticket, the oldest first.
     *
     * @param texts what {@link #marked} has found
     */
    List<Done> history(String ticket, Map<String, String> texts) {
        return pages("/transactions?fields=Type,Field,NewValue,Creator&orderby=id&order=ASC",
                """
                        [{"field": "ObjectType", "value": "RT::Ticket"}, {"field": "ObjectId", "value": %s}]"""
                        .formatted(ticket))
                .stream().filter(one -> TOLD.contains(one.path("Type").asText()))
                .map(one -> new Done(one.at("/Creator/id").asText().equals(hub),
                        one.path("Type").asText().equals("Status")
                                ? one.path("NewValue").asText()
                                : texts.getOrDefault(one.path("id").asText(), "")))
                .toList();
    }

    private static ObjectNode object() {
        return ExactJson.mapper().createObjectNode();
    }
}
