package io.casehub.landscape.billing;

import io.casehub.landscape.billing.Soap.Call;
import io.casehub.landscape.billing.Soap.Fault;
import io.casehub.landscape.system.HttpDoor;
import io.casehub.landscape.system.HttpDoor.Answer;
import io.casehub.landscape.system.HttpDoor.Request;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;

/** The billing's web service: SOAP 1.1 with HTTP Basic, and its WSDL. */
final class BillingHttp implements HttpDoor.Handler {

    private static final int LARGEST_PAGE = 500;
    private static final int USUAL_PAGE = 100;

    private final Ledger ledger;
    private final Disputes disputes;
    private final Journal journal;
    private final byte[] credentials;
    private final String url;

    BillingHttp(Ledger ledger, Disputes disputes, Journal journal, String credentials, String url) {
        this.ledger = ledger;
        this.disputes = disputes;
        this.journal = journal;
        this.credentials = basic(credentials);
        this.url = url;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.path().equals(Billing.PATH))
            return plain(404, "nothing here");
        var given = request.header("Authorization");
        if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), credentials)) {
            return plain(401, "user and password, please").with("WWW-Authenticate", "Basic realm=\"billing\"");
        }
        if (request.method().equals("GET") && request.query().containsKey("wsdl"))
            return xml(200, wsdl());
        if (!request.method().equals("POST"))
            return plain(405, "SOAP is posted");
        try {
            return xml(200, called(Soap.read(request.body())));
        } catch (Fault fault) {
            return xml(500, Soap.fault(fault));
        } catch (DateTimeException | NumberFormatException e) {
            return xml(500, Soap.fault(new Fault("BAD_REQUEST", "an argument cannot be read", null)));
        }
    }

    private String called(Call call) throws Fault {
        return switch (call.operation()) {
            case "ListDebtors" -> page(call, ledger.debtors);
            case "ListInvoices" -> page(call, ledger.invoices);
            case "ListPayments" -> page(call, ledger.payments);
            case "ListDisputes" -> page(call, ledger.disputes);
            case "GetDispute" -> one(call);
            case "SetDisputeStatus" -> setStatus(call);
            case "AddDisputeNote" -> addNote(call);
            default -> throw new Fault("UNKNOWN_OPERATION", "no operation " + call.operation(), null);
        };
    }

    private <T extends Entry> String page(Call call, Shelf<String, T> shelf) {
        journal.read(call.operation());
        var since = call.get("changedSince");
        var wanted = call.get("limit");
        var limit = wanted == null ? USUAL_PAGE : Math.clamp(Integer.parseInt(wanted), 1, LARGEST_PAGE);
        var debtor = call.get("debtorNo");
        var found = ledger.store.read(sql -> debtor != null
                ? shelf.of(sql, "debtorNo", debtor, limit + 1)
                : shelf.after(sql, since == null ? null : OffsetDateTime.parse(since).toInstant(),
                        since == null ? null : call.get("afterKey"), limit + 1));
        return Soap.answer(call.operation() + "Response", xml -> {
            found.stream().limit(limit).forEach(entry -> xml.element(entry.element(), entry::write));
            xml.text("more", String.valueOf(found.size() > limit));
        });
    }

    private String one(Call call) throws Fault {
        journal.read(call.operation());
        var no = call.need("disputeNo");
        var found = ledger.store.read(sql -> ledger.disputes.get(sql, no))
                .orElseThrow(() -> new Fault("UNKNOWN_DISPUTE", "there is no dispute " + no, null));
        return dispute(call, found);
    }

    private String setStatus(Call call) throws Fault {
        var expected = call.get("expectedRevision");
        var settled = disputes.setStatus(call.need("disputeNo"), call.need("status"), call.need("requestId"),
                expected == null ? null : Integer.valueOf(expected), "api");
        return answered(call, settled);
    }

    private String addNote(Call call) throws Fault {
        return answered(call,
                disputes.addNote(call.need("disputeNo"), call.need("text"), call.need("requestId"), "api"));
    }

    private String answered(Call call, Disputes.Settled settled) throws Fault {
        journal.asked(call.operation(), call.need("disputeNo"), settled.outcome(), call.arguments());
        return dispute(call, settled.orFault());
    }

    private static String dispute(Call call, Entry.Quarrel dispute) {
        return Soap.answer(call.operation() + "Response", xml -> xml.element(dispute.element(), dispute::write));
    }

    private String wsdl() {
        try (var in = BillingHttp.class.getResourceAsStream("/landscape/billing/billing.wsdl")) {
            if (in == null)
                throw new IllegalStateException("the WSDL is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${url}", url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] basic(String credentials) {
        var encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return ("Basic " + encoded).getBytes(StandardCharsets.UTF_8);
    }

    private static Answer xml(int status, String body) {
        return new Answer(status, "text/xml", body, Map.of());
    }

    private static Answer plain(int status, String body) {
        return new Answer(status, "text/plain", body, Map.of());
    }
}
