package io.casehub.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.identity.Customers;
import io.casehub.ingest.Records;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.Money;
import io.casehub.model.SourceRef;
import io.casehub.outbound.corrections.StandingCorrection;
import io.casehub.outbound.corrections.StandingCorrections;
import io.casehub.view.Items.Part;
import io.casehub.view.golden.Golden;
import io.casehub.view.golden.Ownership;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes the ready-made sections of views anew. */
@Component
class Render {

    /** How many items of a section an answer holds; the rest is behind its {@code next} link. */
    static final int NEWEST = 20;

    private final Items items;
    private final Sheets sheets;
    private final Customers customers;
    private final Records records;
    private final Ownership ownership;
    private final StandingCorrections corrections;

    Render(Items items, Sheets sheets, Customers customers, Records records, Ownership ownership,
            StandingCorrections corrections) {
        this.corrections = corrections;
        this.items = items;
        this.sheets = sheets;
        this.customers = customers;
        this.records = records;
        this.ownership = ownership;
    }

    void render(Collection<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        sheets.lock(parts.stream().map(Part::customer).distinct().toList());
        var bytes = new HashMap<Part, byte[]>();
        var lists = parts.stream().filter(part -> part.section().isList()).toList();
        var newest = items.newest(lists);
        var owed = items.owed(lists.stream().filter(part -> part.section() == Section.INVOICES).toList());
        lists.forEach(part -> bytes.put(part,
                list(part, newest.getOrDefault(part, Newest.NONE), owed.getOrDefault(part, List.of()), "")));
        profiles(parts.stream().filter(part -> part.section() == Section.PROFILE).map(Part::customer).toList())
                .forEach((customer, profile) -> bytes.put(new Part(customer, Section.PROFILE), profile));
        sheets.write(bytes);
    }

    private Map<CustomerId, byte[]> profiles(Collection<CustomerId> of) {
        var named = of.isEmpty() ? Map.<CustomerId, List<SourceRef>>of() : customers.records(of);
        var all = named.values().stream().flatMap(List::stream).toList();
        var said = records.current(all).stream().collect(Collectors.toMap(StoredRecord::source, stored -> stored));
        var standing = corrections.of(all);
        var rules = ownership.rules();
        return of.stream().collect(Collectors.toMap(customer -> customer, customer -> {
            var records = named.getOrDefault(customer, List.of());
            return profile(customer,
                    new Golden(records.stream().flatMap(record -> Stream.ofNullable(said.get(record))).toList(), rules),
                    records.stream().flatMap(record -> standing.getOrDefault(record, List.of()).stream())
                            .sorted(Comparator.comparing(StandingCorrection::at)).toList());
        }));
    }

    /**
     * What was corrected last of a field stands beside its present value.
     *
     * @param standing the oldest first
     */
    static ObjectNode profile(ObjectNode profile, List<StandingCorrection> standing) {
        standing.forEach(correction -> correction.correction().set().keySet()
                .forEach(field -> profile.withObject("pending").set(field.word(), correction.shown(field))));
        return profile;
    }

    private static byte[] profile(CustomerId customer, Golden golden, List<StandingCorrection> standing) {
        return profile(golden.profile(customer), standing).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param asked what the link to the rest asks for beside the section */
    static byte[] list(Part part, Newest newest, List<Money> owed, String asked) {
        var json = new StringBuilder("{\"count\":").append(newest.total());
        if (part.section().isOfOpenAndPast()) {
            json.append(",\"open\":").append(newest.open());
        }
        if (part.section() == Section.INVOICES) {
            json.append(",\"balance\":[").append(owed.stream().map(Render::money).collect(Collectors.joining(",")))
                    .append(']');
        }
        json.append(",\"items\":[").append(String.join(",", newest.bodies())).append(']');
        if (newest.total() > newest.bodies().size()) {
            json.append(",\"next\":\"/api/v1/customers/").append(part.customer()).append("/timeline?section=")
                    .append(part.section().word()).append(asked).append('"');
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String money(Money sum) {
        return "{\"amount\":\"" + sum.amount().toPlainString() + "\",\"currency\":\"" + sum.currency() + "\"}";
    }
}
