package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.cases.RequestKey;
import io.casehub.cases.Requests;
import io.casehub.cases.linking.Linking;
import io.casehub.identity.Customers;
import io.casehub.ingest.Records;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerRecord;
import io.casehub.outbound.corrections.ContactField;
import io.casehub.outbound.corrections.Correction;
import io.casehub.outbound.corrections.CorrectionChanged;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for agents who correct how a customer is called and reached. The hub writes none of it
 * down as the customer's: it tells the system that owns the field, and shows what it told beside
 * what that system says, until the two are the same.
 */
@Component
public class Corrections {

    private final Outbox outbox;
    private final CorrectionRows rows;
    private final Customers customers;
    private final Records records;
    private final Carrier carrier;
    private final Requests requests;
    private final Linking linking;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Worker worker;
    private final Clock clock;

    Corrections(Outbox outbox, CorrectionRows rows, Customers customers, Records records, Carrier carrier,
            Requests requests, Linking linking, AuditTrail audit, ApplicationEventPublisher events, Worker worker,
            Clock clock) {
        this.outbox = outbox;
        this.rows = rows;
        this.customers = customers;
        this.records = records;
        this.carrier = carrier;
        this.requests = requests;
        this.linking = linking;
        this.audit = audit;
        this.events = events;
        this.worker = worker;
        this.clock = clock;
    }

    /** Nobody else decides on a customer until the transaction ends. */
    @Transactional
    public void hold(CustomerId customer) {
        linking.hold(Set.of(customer));
    }

    /**
     * Whether a request was made before: then it has had its effect, whatever has changed since.
     *
     * @throws io.casehub.cases.RequestKeyReused where the key came with another request
     */
    @Transactional
    public boolean isRepeated(RequestKey key) {
        return requests.repeated(key).isPresent();
    }

    /**
     * Tells each system that owns one of the fields, in one command; what its record says already is
     * not told. All of it, or nothing.
     *
     * @param set a text by field, of an address an object of its parts
     * @param believed the systems whose word counts for more in a field, the first first
     * @return the commands; the same again for a request that was made before
     * @throws CorrectionRefused where a field's owner cannot be told, with the reason
     * @throws io.casehub.cases.RequestKeyReused where the key came with another request
     */
    @Transactional
    public List<Delivery> correct(CustomerId customer, Map<ContactField, JsonNode> set,
            Function<ContactField, List<String>> believed, String actor, Optional<RequestKey> key) {
        var repeated = key.flatMap(requests::repeated);
        if (repeated.isPresent()) {
            return rows.of(repeated.get());
        }
        hold(customer);
        var told = new ArrayList<UUID>();
        owners(customer, set, believed).forEach((record, values) -> {
            var correction = Correction.of(values, record);
            if (!correction.isSaidBy(record)) {
                told.add(tell(customer, record, correction, actor));
            }
        });
        var request = UUID.randomUUID();
        rows.note(request, told);
        key.ifPresent(once -> requests.remember(once, customer.value(), request));
        worker.wakeAfterCommit();
        return rows.of(request);
    }

    private UUID tell(CustomerId customer, CustomerRecord record, Correction correction, String actor) {
        var kind = CommandKind.CONTACT_CORRECTION;
        var id = outbox.add(Topic.of(customer), record.source(), kind, correction.payload(), actor,
                carrier.expected(record.source().system(), kind));
        audit.append(correction.set().entrySet().stream()
                .map(entry -> new AuditEntry(Topic.of(customer).subject(), clock.instant(), actor,
                        "correction.requested", entry.getKey().word(),
                        correction.was().path(entry.getKey().word()).toString(), entry.getValue().toString(),
                        "delivery " + id + " to " + record.source()))
                .toList());
        events.publishEvent(new CorrectionChanged(record.source()));
        return id;
    }

    /** Which record is to say what. */
    private Map<CustomerRecord, Map<ContactField, JsonNode>> owners(CustomerId customer,
            Map<ContactField, JsonNode> set, Function<ContactField, List<String>> believed) {
        var known = records.current(customers.records(customer)).stream().map(stored -> stored.record())
                .filter(CustomerRecord.class::isInstance).map(CustomerRecord.class::cast)
                .filter(record -> !record.isThin()).toList();
        var owners = new LinkedHashMap<CustomerRecord, Map<ContactField, JsonNode>>();
        set.forEach((field, value) -> owners
                .computeIfAbsent(owner(field, known, believed.apply(field)), any -> new EnumMap<>(ContactField.class))
                .put(field, value));
        return owners;
    }

    /**
     * The record of the system that owns a field: of those whose connector claims it, or else of all,
     * the one that is believed first.
     */
    private CustomerRecord owner(ContactField field, List<CustomerRecord> known, List<String> believed) {
        var owner = known.stream()
                .min(Comparator.comparing((CustomerRecord record) -> !isClaimed(field, record))
                        .thenComparing(record -> place(believed, record))
                        .thenComparing(record -> record.revision(), Comparator.reverseOrder())
                        .thenComparing(record -> record.source()))
                .orElseThrow(() -> new CorrectionRefused("no system has a full record of this customer, so there is "
                        + "nobody to tell: open a case about it, or correct it where it comes from"));
        var system = owner.source().system();
        if (!carrier.carries(system, CommandKind.CONTACT_CORRECTION)) {
            throw new CorrectionRefused(field.word() + " is " + system + "'s to say (record " + owner.source().key()
                    + "), and its connector takes no corrections: correct it there, or give it a route "
                    + system + "-" + CommandKind.CONTACT_CORRECTION + "-out");
        }
        return owner;
    }

    private boolean isClaimed(ContactField field, CustomerRecord record) {
        return carrier.owned(record.source().system()).stream().anyMatch(field::isClaimedBy);
    }

    private static int place(List<String> believed, CustomerRecord record) {
        int place = believed.indexOf(record.source().system());
        return place < 0 ? believed.size() : place;
    }
}
