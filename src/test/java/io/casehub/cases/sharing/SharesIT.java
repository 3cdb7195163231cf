package io.casehub.cases.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseFilter;
import io.casehub.cases.Cases;
import io.casehub.model.CaseId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharesIT {

    @TempDir
    static Path temp;

    private final Arrivals hub = new Arrivals(temp);
    private final Shares shares = hub.rooms.get(Shares.class);
    private final Cases cases = hub.rooms.get(Cases.class);
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    @BeforeEach
    void thereAreTwoCases() {
        hub.arrive(Arrival.customer("crm:1", "Anna Blum", "anna@blum.example"), Arrival.ticket("7", "1"),
                Arrival.ticket("8", "1"));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aCaseIsSharedWithOnePartnerAndNoOther() {
        var share = shares.share(first(), "acme", tomorrow, "agent:ada");

        assertThat(shares.isShared(first(), "acme")).isTrue();
        assertThat(shares.isShared(first(), "Acme")).isFalse();
        assertThat(shares.of(first())).containsExactly(share);
        assertThat(shares.with("acme")).containsExactly(first());
        assertThat(cases.search(new CaseFilter(null, Set.of(), null, null, null, null, 10), shares.with("acme")))
                .hasSize(1);
        assertThat(cases.search(new CaseFilter(null, Set.of(), null, null, null, null, 10), shares.with("nobody")))
                .isEmpty();
    }

    @Test
    void whenItsTimeHasPassedItIsOver() {
        shares.share(first(), "acme", tomorrow, "agent:ada");

        hub.database.jdbc().sql("update case_share set shared_until = now()").update();

        assertThat(shares.isShared(first(), "acme")).isFalse();
        assertThat(shares.of(first())).isEmpty();
        assertThat(shares.with("acme")).isEmpty();
    }

    @Test
    void itIsSharedAgainUntilAnotherTimeAndEndedOnce() {
        shares.share(first(), "acme", tomorrow, "agent:ada");
        shares.share(first(), "acme", tomorrow.plusSeconds(60), "agent:eve");
        assertThat(shares.of(first())).extracting(Share::by).containsExactly("agent:eve");

        shares.end(first(), "acme", "agent:bob");
        shares.end(first(), "acme", "agent:bob");

        assertThat(shares.of(first())).isEmpty();
        assertThat(hub.rooms.get(AuditTrail.class).of(new Subject("case", first().toString()), 1, 10))
                .extracting(recorded -> recorded.entry().actor() + " " + recorded.entry().action() + " "
                        + recorded.entry().field())
                .containsExactly("agent:ada case.shared acme", "agent:eve case.shared acme",
                        "agent:bob share.ended acme");
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        for (var wrong : List.of(Instant.now(), Instant.now().plus(Duration.ofDays(367)))) {
            assertThatThrownBy(() -> shares.share(first(), "acme", wrong, "agent:ada"))
                    .hasMessageContaining("366 days");
        }
        assertThatThrownBy(() -> shares.share(first(), " ", tomorrow, "agent:ada")).hasMessageContaining("name");
    }

    private CaseId first() {
        return cases.search(new CaseFilter(null, Set.of(), null, null, null, null, 10)).getLast().id();
    }
}
