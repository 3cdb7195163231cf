package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.view.Views;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a customer's view says of a source case that the hub has told something. */
class WhatViewsShowIT {

    private static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");

    @TempDir
    static Path temp;

    private final RememberingCarrier carrier = new RememberingCarrier();
    private final Arrivals hub = new Arrivals(temp, context -> context.registerBean(Carrier.class, () -> carrier),
            "ingest", "audit", "identity", "cases", "intake", "outbound", "view");
    private final Cases cases = hub.rooms.get(Cases.class);

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aStatusIsShownAsItsSystemsOnceThatHasTakenItAndTheWordForItOnceItComesBack() {
        hub.arrive(Arrival.ticket("7", "1").with("sequence", 3).with("sourceStatus", "In Progress"));
        var hubCase = cases.get(Objects.requireNonNull(cases.linked(List.of(TICKET)).get(TICKET)).caseId());
        cases.change(hubCase.id(), Map.of(CaseField.STATUS, CaseStatus.RESOLVED.word()), null, "agent:ada");
        assertThat(link().path("status").asText()).as("not told yet").isEqualTo("open");

        hub.database.jdbc().sql("update delivery set next_at = now()").update();
        hub.rooms.get(Lanes.class).take("crm", 1, Duration.ofMinutes(1))
                .forEach(hub.rooms.get(Dispatch.class)::carry);
        assertThat(carrier.carried).hasSize(1);
        assertThat(link().path("status").asText()).isEqualTo("resolved");
        assertThat(link().path("sourceStatus").asText()).isEqualTo("In Progress");

        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 4).with("status", "resolved")
                .with("sourceStatus", "Solved"));
        assertThat(link().path("status").asText()).isEqualTo("resolved");
        assertThat(link().path("sourceStatus").asText()).isEqualTo("Solved");
        assertThat(cases.get(hubCase.id()).version()).as("the case itself has not moved again")
                .isEqualTo(hubCase.version() + 1);
    }

    private JsonNode link() {
        var customer = hub.customer("crm:1");
        return ExactJson.parse(new String(hub.rooms.get(Views.class).read(customer).json(), StandardCharsets.UTF_8))
                .at("/cases/items/0/links/0");
    }
}
