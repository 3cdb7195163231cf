package io.casehub.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseDecisions;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.Decision.Kind;
import io.casehub.cases.Decision.Wish;
import io.casehub.cases.HubCase;
import io.casehub.cases.OpenCase;
import io.casehub.identity.IdentityDecisions;
import io.casehub.mapping.Folder;
import io.casehub.mapping.Mappings;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub's database is rebuilt from what was said and decided, and is the same. */
class RebuildIT {

    private static final TestDatabase EMPTY = TestDatabase.fresh();
    private static final IdentityDecisions.Wish DONE = new IdentityDecisions.Wish("agent:ada", "a test's", false);

    @TempDir
    Path temp;

    private Arrivals hub;

    @BeforeEach
    void aHubThatHasLivedThroughSomething() {
        EMPTY.emptied();
        hub = new Arrivals(temp);
        systemsSay();
        peopleDecide();
        systemsGoOn();
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void whatComesOutIsTheSameInEveryCustomerCaseAndByteOfTheViews() {
        var report = rebuild();

        assertThat(report.first()).isEmpty();
        assertThat(report.isEqual()).isTrue();
        assertThat(report.compared()).containsEntry("member", 9L).containsEntry("customer", 9L);
        assertThat(report.compared().get("view profile")).isGreaterThanOrEqualTo(5L);
        assertThat(report.compared().get("case")).isGreaterThanOrEqualTo(6L);
        assertThat(EMPTY.jdbc().sql("select count(*) from case_comment").query(Long.class).single()).isEqualTo(1);
        assertThat(new AuditTrail(EMPTY.jdbc()).verify(new Subject("case", hubCase("crm:T1").id().toString())))
                .isEmpty();
    }

    @Test
    void whatSomebodyDidToTheDatabaseBehindTheHubsBackIsFoundAndNamed() {
        var jdbc = hub.database.jdbc();
        jdbc.sql("update customer_view set profile = profile || ' '::bytea where customer_id = ?")
                .param(hub.customer("crm:1").value()).update();
        jdbc.sql("update hub_case set status = 'closed' where id = ?").param(hubCase("crm:T1").id().value()).update();
        jdbc.sql("update source_version set canonical = replace(canonical, 'placed', 'cancelled') where key = 'A-1'")
                .update();

        var report = rebuild();

        assertThat(report.isEqual()).isFalse();
        assertThat(report.first()).extracting(Difference::what).contains("view profile", "case", "reading");
        assertThat(report.first()).filteredOn(one -> one.what().equals("case")).extracting(Difference::id)
                .containsExactly(hubCase("crm:T1").id().toString());
    }

    @Test
    void nothingIsRebuiltIntoADatabaseThatHoldsSomething() {
        EMPTY.jdbc().sql("insert into customer (id) values (gen_random_uuid())").update();

        assertThatThrownBy(this::rebuild).isInstanceOf(RebuildImpossible.class).hasMessageContaining("not empty");
    }

    private RebuildReport rebuild() {
        try (var rooms = Rooms.open(EMPTY, Path.of("mappings"), context -> context.registerBean("given",
                Mappings.class, () -> new Folder(temp).mappings(), definition -> definition.setPrimary(true)), "ingest",
                "audit", "identity", "cases", "outbound.corrections", "view", "rebuild")) {
            return rooms.get(Rebuild.class).of(hub.database.dataSource());
        }
    }

    private void systemsSay() {
        hub.arrive(Arrival.customer("crm:1", "Ada Blum", "ada@blum.example", "+49301111111"),
                Arrival.customer("crm:2", "Bea Hof", "bea@hof.example"),
                Arrival.customer("crm:3", "Carl Ost", "carl@ost.example"));
        hub.arrive(Arrival.order("A-1", "E1"), Arrival.invoice("R-1", "B1"), Arrival.shipment("S1", "A-1"));
        hub.arrive(Arrival.customer("erp:E1", "Ada Blum", "ada@blum.example"),
                Arrival.customer("erp:E2", "Dora Nord", "dora@nord.example"),
                Arrival.customer("billing:B1", "Ada Blum", "ada@blum.example", "+49301111111"),
                Arrival.customer("billing:B2", "Dora Nord", "dora@nord.example"));
        hub.arrive(Arrival.sender("ada@blum.example", "Ada"), Arrival.sender("nobody@far.example", "Nobody"));
        hub.arrive(Arrival.ticket("T1", "1"), Arrival.ticket("T2", "2"), Arrival.ticket("T3", "3"),
                Arrival.matter("billing:D1", "B1"), Arrival.matter("billing:D2", "B2"));
        hub.arrive(Arrival.mail("M1", "ada@blum.example"));
    }

    private void peopleDecide() {
        var identity = hub.rooms.get(IdentityDecisions.class);
        identity.merge(Set.of(hub.customer("crm:2"), hub.customer("crm:3")), DONE, seen -> seen);
        identity.split(hub.customer("erp:E2"), Set.of(new SourceRef("billing", Entity.CUSTOMER, "B2")), DONE,
                seen -> seen);
        var cases = hub.rooms.get(Cases.class);
        cases.change(hubCase("crm:T1").id(), Map.of(CaseField.STATUS, "waiting-customer", CaseField.ASSIGNEE, "ada"),
                null,
                "agent:ada");
        cases.comment(hubCase("crm:T1").id(), "She will call back", true, "agent:ada", Optional.empty());
        cases.open(new OpenCase(hub.customer("crm:1"), null, "By request", CaseStatus.NEW, null, null,
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "a test's",
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                new OpenCase.More(null, null, null, Map.of())), "agent:ada");
        var decisions = hub.rooms.get(CaseDecisions.class);
        decisions.decide(new Wish(Kind.MERGE, hubCase("crm:T2").id(), List.of(hubCase("crm:T3").id()), Set.of(),
                "one trouble", false), "agent:ada");
    }

    private void systemsGoOn() {
        hub.arrive(Arrival.ticket("T2", "2").version(2).with("status", "resolved"),
                Arrival.matter("billing:D1", "B1").version(3).with("status", "closed"));
        hub.arrive(Arrival.customer("crm:1", "Ada Blum-Berg", "ada@berg.example", "+49301111111").version(4));
        hub.arrive(Arrival.customer("crm:1", "Ada Blum", "ada@old.example").version(1));
    }

    private HubCase hubCase(String ref) {
        var source = SourceRef.of(ref.substring(0, ref.indexOf(':')), "case", ref.substring(ref.indexOf(':') + 1));
        var cases = hub.rooms.get(Cases.class);
        return cases.get(Objects.requireNonNull(cases.linked(List.of(source)).get(source)).caseId());
    }
}
