package io.casehub.view;

import io.casehub.identity.Customers;
import io.casehub.ingest.Records;
import io.casehub.model.CustomerId;
import io.casehub.view.Items.Newest;
import io.casehub.view.Items.Part;
import io.casehub.view.golden.Golden;
import io.casehub.view.golden.Ownership;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

    Render(Items items, Sheets sheets, Customers customers, Records records, Ownership ownership) {
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
        var lists = parts.stream().filter(part -> part.section() != Section.PROFILE).toList();
        var newest = items.newest(lists, NEWEST);
        lists.forEach(part -> bytes.put(part, list(part, newest.getOrDefault(part, new Newest(List.of(), 0)), "")));
        parts.stream()
                .filter(part -> part.section() == Section.PROFILE)
                .forEach(part -> bytes.put(part, profile(part.customer())));
        sheets.write(bytes);
    }

    private byte[] profile(CustomerId customer) {
        var golden = new Golden(records.current(customers.records(customer)), ownership.rules());
        return golden.profile(customer).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param asked what the link to the rest asks for beside the section */
    static byte[] list(Part part, Newest newest, String asked) {
        var json = new StringBuilder("{\"count\":").append(newest.total()).append(",\"items\":[")
                .append(String.join(",", newest.bodies()))
                .append(']');
        if (newest.total() > newest.bodies().size()) {
            json.append(",\"next\":\"/api/v1/customers/").append(part.customer()).append("/timeline?section=")
                    .append(part.section().word()).append(asked).append('"');
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
