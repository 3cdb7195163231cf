package io.casehub.harness;

import static io.casehub.harness.HubRecords.plain;
import static io.casehub.harness.HubRecords.said;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Kill Bill, asked over its REST API. */
final class KillBill implements Product {

    private static final String OWN = "casehub-harness";
    private static final String CORRECTED = "casehub-corrected";
    private static final String BY_HUB = "casehub ";
    private static final int PAGE = 100;

    private final JsonLine line;
    private String own = "";
    private String corrected = "";

    KillBill(Map<String, String> settings) {
        line = new JsonLine(settings.get("killbill.url") + "/1.0/kb", "Authorization",
                JsonLine.basic(setting(settings, "killbill.user"), setting(settings, "killbill.password")),
                "X-Killbill-ApiKey",
                setting(settings, "killbill.api-key"), "X-Killbill-ApiSecret", setting(settings, "killbill.api-secret"),
                "X-Killbill-CreatedBy", "harness");
    }

    private static String setting(Map<String, String> settings, String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    @Override
    public String name() {
        return "killbill";
    }

    @Override
    public String system() {
        return "killbill";
    }

    @Override
    public Map<String, Map<String, String>> records() {
        return Map.of("customer", byKey("accounts", "accountId", account -> said(name(account))),
                "invoice", byKey("invoices", "invoiceId", listed -> invoice(listed.path("invoiceId").asText())),
                "payment", byKey("payments", "paymentId", KillBill::payment));
    }

    private static JsonNode name(JsonNode account) {
        return account.path("company").asText("").isBlank() ? account.path("name") : account.path("company");
    }

    private String invoice(String id) {
        var invoice = line.ask("GET", "/invoices/" + id, null);
        return said(invoice.path("invoiceNumber"), invoice.path("status"), plain(invoice.path("amount").asText()));
    }

    private static String payment(JsonNode payment) {
        var transactions = payment.path("transactions");
        var words = StreamSupport.stream(transactions.spliterator(), false)
                .map(one -> one.path("transactionType").asText() + " " + one.path("status").asText())
                .collect(Collectors.joining(", "));
        return said(words, plain(transactions.path(0).path("amount").asText()));
    }

    private Map<String, String> byKey(String list, String key, Function<JsonNode, String> said) {
        var records = new TreeMap<String, String>();
        for (var record : pages(list)) {
            records.put(record.path(key).asText(), said.apply(record));
        }
        return records;
    }

    private List<JsonNode> pages(String list) {
        var all = new ArrayList<JsonNode>();
        JsonNode page;
        do {
            page = line.ask("GET", "/" + list + "/pagination?offset=" + all.size() + "&limit=" + PAGE, null);
            page.forEach(all::add);
        } while (page.size() == PAGE);
        return all;
    }

    @Override
    public void prepare() {
        own = account(OWN, "Harness", "killbill@harness.example");
        corrected = account(CORRECTED, "Ottilie Korrektur", "ottilie@korrektur.example");
    }

    private String account(String key, String name, String email) {
        if (pages("accounts").stream().noneMatch(account -> account.path("externalKey").asText().equals(key))) {
            line.ask("POST", "/accounts", ExactJson.mapper().createObjectNode().put("externalKey", key)
                    .put("name", name).put("email", email).put("city", "Berlin").put("country", "DE")
                    .put("currency", "EUR").toString());
        }
        return line.ask("GET", "/accounts?externalKey=" + key, null).path("accountId").asText();
    }

    @Override
    public void change(String mark) {
        line.ask("PUT", "/accounts/" + own,
                ExactJson.mapper().createObjectNode().put("name", "Harness " + mark).toString());
    }

    @Override
    public boolean isSeen(Api api, String mark) {
        return Api.sees(api.views("ref", "killbill:" + own), "/customer/records", "name", "Harness " + mark);
    }

    /** How many custom fields of the account a command has left there. */
    int fields(String account, String command) {
        var fields = line.ask("GET", "/accounts/" + account + "/customFields?audit=FULL", null);
        return (int) StreamSupport.stream(fields.spliterator(), false)
                .filter(field -> field.at("/auditLogs/0/comments").asText().equals(BY_HUB + command)).count();
    }

    /**
     * The ids of commands whose custom fields the account has, the oldest first; those of one second by
     * chance.
     */
    List<String> fieldsInOrder(String account) {
        var fields = line.ask("GET", "/accounts/" + account + "/customFields?audit=FULL", null);
        return StreamSupport.stream(fields.spliterator(), false).map(field -> field.at("/auditLogs/0"))
                .sorted(Comparator.comparing(log -> log.path("changeDate").asText()))
                .map(log -> log.path("comments").asText()).filter(KillBill::isOfHub).map(KillBill::command).toList();
    }

    /** The account that nobody but agents changes. */
    String corrected() {
        return corrected;
    }

    String phoneOfCorrected() {
        return line.ask("GET", "/accounts/" + corrected, null).path("phone").asText();
    }

    /** The ids of commands by which that account was changed, the oldest first. */
    List<String> corrections() {
        return StreamSupport
                .stream(line.ask("GET", "/accounts/" + corrected + "?audit=FULL", null).path("auditLogs").spliterator(),
                        false)
                .map(log -> log.path("comments").asText()).filter(KillBill::isOfHub).map(KillBill::command).toList();
    }

    private static boolean isOfHub(String comment) {
        return comment.startsWith(BY_HUB);
    }

    private static String command(String comment) {
        return comment.substring(BY_HUB.length());
    }
}
