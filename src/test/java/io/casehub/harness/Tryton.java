package io.casehub.harness;

import static io.casehub.harness.HubRecords.plain;
import static io.casehub.harness.HubRecords.said;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Tryton, asked over JSON-RPC; each question logs in anew, since a stop ends sessions. */
final class Tryton implements Product {

    private static final String OWN = "CASEHUB-HARNESS";
    private static final String CORRECTED = "CASEHUB-CORRECTED";
    private static final Pattern COMMAND = Pattern.compile("\\[casehub ([0-9a-f-]{36})]");
    private static final String OF_CUSTOMERS = "[[\"type\", \"=\", \"out\"]]";

    private final Map<String, String> settings;
    private String own = "";
    private String corrected = "";

    Tryton(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "tryton";
    }

    @Override
    public String system() {
        return "tryton";
    }

    @Override
    public Map<String, Map<String, String>> records() {
        return Map.of("customer",
                byKey("party.party", "[[\"active\", \"in\", [true, false]], [\"replaced_by\", \"=\", null]]",
                        "[\"name\"]", party -> said(party.path("name"))),
                "order", byKey("sale.sale", "[]", "[\"reference\", \"number\", \"state\"]",
                        sale -> said(sale.path("reference"), sale.path("state"))),
                "shipment", byKey("stock.shipment.out", "[]", "[\"state\"]", shipment -> said(shipment.path("state"))),
                "invoice", byKey("account.invoice", OF_CUSTOMERS, "[\"number\", \"state\", \"total_amount\"]",
                        invoice -> said(number(invoice), invoice.path("state"), amount(invoice, "total_amount"))),
                "payment", byKey("account.move.line", "[[\"invoice_payments.type\", \"=\", \"out\"]]",
                        "[\"credit\", \"debit\", \"move_state\"]", Tryton::payment));
    }

    private static String number(JsonNode invoice) {
        return invoice.path("number").isNull() ? "draft " + invoice.path("id") : invoice.path("number").asText();
    }

    private static String payment(JsonNode paid) {
        var back = amount(paid, "debit");
        return said(paid.path("move_state"), back.equals("0") ? amount(paid, "credit") : back);
    }

    private static String amount(JsonNode record, String field) {
        return plain(record.path(field).path("decimal").asText("0"));
    }

    private Map<String, String> byKey(String model, String domain, String fields, Function<JsonNode, String> said) {
        var records = new TreeMap<String, String>();
        call("model." + model + ".search_read", domain + ", 0, null, null, " + fields + ", {}")
                .forEach(record -> records.put(record.path("id").asText(), said.apply(record)));
        return records;
    }

    @Override
    public void prepare() {
        own = party(OWN, "Harness");
        corrected = party(CORRECTED, "Korrektur");
    }

    private String party(String code, String name) {
        var there = call("model.party.party.search", "[[\"code\", \"=\", \"" + code + "\"]], 0, null, null, {}");
        return there.isEmpty()
                ? call("model.party.party.create",
                        "[{\"name\": \"" + name + "\", \"code\": \"" + code + "\"}], {}").path(0).asText()
                : there.path(0).asText();
    }

    @Override
    public void change(String mark) {
        call("model.party.party.write", "[" + own + "], {\"name\": \"Harness " + mark + "\"}, {}");
    }

    @Override
    public boolean isSeen(Api api, String mark) {
        return Api.sees(api.views("ref", "tryton:" + own), "/customer/records", "name", "Harness " + mark);
    }

    /** How many notes a command has left, on whatever record. */
    int notes(String command) {
        return call("model.ir.note.search_count", "[[\"message\", \"like\", \"%[casehub " + command + "]%\"]], {}")
                .asInt();
    }

    /** The ids of commands that have left a note on a case, the oldest first. */
    List<String> notesInOrder(String number) {
        var notes = call("model.ir.note.search_read", "[[\"message\", \"like\", \"Case " + number
                + " is now%\"]], 0, null, [[\"id\", \"ASC\"]], [\"message\"], {}");
        return StreamSupport.stream(notes.spliterator(), false).map(note -> note.path("message").asText())
                .map(COMMAND::matcher).filter(Matcher::find).map(found -> found.group(1)).toList();
    }

    /** The party that nobody but agents changes. */
    String corrected() {
        return corrected;
    }

    String nameOfCorrected() {
        return call("model.party.party.read", "[" + corrected + "], [\"name\"], {}").at("/0/name").asText();
    }

    private JsonNode call(String method, String params) {
        var url = String.valueOf(settings.get("tryton.url"));
        var user = settings.get("tryton.user");
        var login = result(new JsonLine(url), "common.db.login",
                "\"" + user + "\", {\"password\": \"" + settings.get("tryton.password") + "\"}, \"en\"");
        var session = JsonLine.base64(user + ":" + login.path(0).asText() + ":" + login.path(1).asText());
        return result(new JsonLine(url, "Authorization", "Session " + session), method, params);
    }

    private static JsonNode result(JsonLine line, String method, String params) {
        var answer = line.ask("POST", "", "{\"id\": 1, \"method\": \"" + method + "\", \"params\": [" + params + "]}");
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.path("error"));
        }
        return ExactJson.parse(answer.path("result").toString());
    }
}
