package io.casehub.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.cases.Cases;
import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.Document;
import io.casehub.cases.documents.NewDocument;
import io.casehub.cases.documents.Visibility;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.DeliveryDecisions.Decision;
import io.casehub.outbound.DeliveryDecisions.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.io.ByteArrayResource;

/** Documents that agents put on cases go to the systems that have the case, and come back. */
class AttachmentsIT {

    private static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");

    @TempDir
    static Path temp;

    private final RememberingCarrier carrier = new RememberingCarrier();
    private final Arrivals hub = new Arrivals(temp, context -> {
        TestPropertyValues.of("casehub.documents.folder=" + temp.resolve("documents"))
                .applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "documents");
        context.registerBean(Carrier.class, () -> carrier);
    }, "ingest", "audit", "identity", "cases", "intake", "outbound");
    private final Cases cases = hub.rooms.get(Cases.class);
    private final Outbox outbox = hub.rooms.get(Outbox.class);
    private final Dispatch dispatch = hub.rooms.get(Dispatch.class);

    @BeforeEach
    void opensACase() {
        hub.arrive(Arrival.ticket("7", "1").with("sequence", 3));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aDocumentIsToldWithWhatItIsAndItsBytesAreNotInTheCommand() {
        var document = put("The bill");

        carryDue();

        assertThat(carrier.carried).singleElement().satisfies(command -> {
            assertThat(command.record()).isEqualTo(TICKET);
            assertThat(command.kind()).isEqualTo(CommandKind.CASE_ATTACHMENT);
            assertThat(command.value()).isEqualTo("bill.txt");
            assertThat(command.payload().path("document").asText()).isEqualTo(document.id().toString());
            assertThat(command.payload().path("sha256").asText()).isEqualTo(document.sha256());
            assertThat(command.payload().path("internal").asBoolean()).isTrue();
            assertThat(command.payload().toString()).doesNotContain("The bill");
        });
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whatComesBackWithTheSameDigestIsOursAndIsNotThereTwice() {
        var document = put("The bill");
        carryDue();

        comesBack(document);

        assertThat(newest().trace().echoedAt()).isNotNull();
        assertThat(documents().of(id(), visibility -> true)).extracting(Document::id).containsExactly(document.id());
    }

    @Test
    void aLostAnswerIsFoundByTheReadingThatShowsTheDocument() {
        carrier.repeatable.remove("crm");
        var document = put("The bill");
        carrier.answers.add(new Outcome.Unknown("half an answer"));
        carryDue();
        assertThat(newest().state()).isEqualTo(State.UNKNOWN);

        comesBack(document);

        assertThat(newest().state()).isEqualTo(State.DELIVERED);
        assertThat(carrier.carried).hasSize(1);
    }

    @Test
    void aDocumentOfSomebodyElseIsNoEcho() {
        put("The bill");
        carryDue();

        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 4)
                .with("documents", List.of(Map.of("name", "bill.txt", "path", "12", "sha256", "00"))));

        assertThat(newest().trace().echoedAt()).isNull();
    }

    @Test
    void aDocumentIsToldAsItIs() {
        put("The bill");
        carrier.answers.add(new Outcome.Refused("HTTP 413 too large"));
        carryDue();
        var refused = newest();
        var decisions = hub.rooms.get(DeliveryDecisions.class);

        assertThatThrownBy(() -> decisions.decide(refused.id(),
                new Word(Decision.EDIT, ExactJson.parse("\"other.txt\""), null), "agent:ada"))
                .isInstanceOf(DeliveryUndecidable.class).hasMessageContaining("put another one on the case");
        decisions.decide(refused.id(), new Word(Decision.RETRY, null, null), "agent:ada");
        carryDue();

        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    private Document put(String text) {
        return documents().add(id(),
                List.of(new NewDocument("bill.txt", "text/plain", new ByteArrayResource(text.getBytes(UTF_8)))),
                Visibility.INTERNAL, null, "agent:ada", Optional.empty()).getFirst();
    }

    private void comesBack(Document document) {
        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 4).with("documents", List.of(Map.of("name",
                "bill.txt", "path", "12", "sha256", Objects.requireNonNull(document.sha256())))));
    }

    private CaseDocuments documents() {
        return hub.rooms.get(CaseDocuments.class);
    }

    private CaseId id() {
        return Objects.requireNonNull(cases.linked(List.of(TICKET)).get(TICKET)).caseId();
    }

    private Delivery newest() {
        return hub.rooms.get(Deliveries.class).of(id()).getFirst();
    }

    private void carryDue() {
        outbox.lease("crm", 10, Duration.ofSeconds(60)).forEach(dispatch::carry);
    }
}
