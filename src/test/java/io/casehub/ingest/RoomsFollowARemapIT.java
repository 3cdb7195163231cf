package io.casehub.ingest;

import static io.casehub.Arrivals.Arrival.customer;
import static io.casehub.Arrivals.Arrival.order;
import static io.casehub.Arrivals.Arrival.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.Arrivals;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Folder;
import io.casehub.mapping.Mappings;
import io.casehub.view.Views;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a re-map makes another of is another for customers, cases and views too. */
class RoomsFollowARemapIT {

    @TempDir
    static Path temp;

    private final Arrivals arrivals = new Arrivals(temp);

    @AfterEach
    void closesTheRooms() {
        arrivals.close();
    }

    @Test
    void twoRecordsBecomeOneCustomerWhenAMappingReadsTheirContact() {
        arrivals.arrive(customer("crm:1", "Ada Byron", "wrong@example.org"),
                customer("erp:2", "Ada Byron", "ada@example.org"), order("erp:o1", "2"));
        var before = arrivals.customer("crm:1");
        assertThat(before).isNotEqualTo(arrivals.customer("erp:2"));

        remap("crm/customer", """
                {"contacts": [{"type": "email", "value": "ada@example.org"}]} + .record
                """);

        assertThat(arrivals.customer("crm:1")).isEqualTo(arrivals.customer("erp:2"));
        assertThat(arrivals.shown(arrivals.customer("crm:1")).get("orders")).containsExactly("erp:o1");
    }

    @Test
    void aViewAndACaseShowWhatTheMappingSaysNow() {
        arrivals.arrive(customer("crm:1", "Ada Byron", "ada@example.org"), ticket("crm:c1", "1"),
                customer("erp:1", "Bob", "bob@example.org"), order("erp:o1", "1"));

        remap("crm/customer", "{\"name\": \"Ada Lovelace\"} + .record");
        remap("crm/case", "{\"status\": \"waiting-customer\"} + .record");
        remap("erp/order", "null");

        assertThat(view("crm:1").at("/profile/name").asText())
                .isEqualTo("Ada Lovelace");
        assertThat(view("crm:1").at("/cases/items/0/status").asText()).isEqualTo("waiting-customer");
        assertThat(arrivals.shown(arrivals.customer("erp:1"))).doesNotContainKey("orders");
    }

    private void remap(String name, String mapping) {
        new Folder(temp).write(name, mapping);
        arrivals.rooms.get(Mappings.class).refresh();
        arrivals.rooms.get(Remapping.class).ask(MappingName.of(name), "agent:ada");
        arrivals.rooms.get(Remapper.class).work();
        assertThat(arrivals.rooms.get(Remapping.class).newest(MappingName.of(name)).orElseThrow().state())
                .isEqualTo("finished");
    }

    private JsonNode view(String ref) {
        return ExactJson.parse(new String(arrivals.rooms.get(Views.class).read(arrivals.customer(ref)).json(),
                StandardCharsets.UTF_8));
    }
}
