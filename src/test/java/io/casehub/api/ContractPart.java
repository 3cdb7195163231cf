package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.api.Contract.Operation;
import io.casehub.cases.RequestKey;
import io.casehub.cases.answers.GivenAnswers;
import io.casehub.security.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The operations of {@code openapi.yaml} that a test {@link Keeps}: what is true of every operation
 * is tried with each of them, and by the end every status that they document has been seen. That no
 * operation is without such a test is what {@link ContractIT} proves.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ContractPart {

    /** They remember their keys by themselves, and their tests tell of it. */
    private static final Set<String> REMEMBERING = Set.of("openCase", "commentCase", "addDocuments", "replyToCase",
            "registerSubscription", "changeCases", "correctCustomer");

    final Desk desk;
    final CheckedHub hub;
    final Acquaintances known;

    private final Contract contract = Contract.read();
    private final List<Operation> kept = Arrays.stream(getClass().getAnnotation(Keeps.class).value())
            .map(contract::operation).toList();

    ContractPart(Desk desk, Acquaintances known) {
        this.desk = desk;
        this.hub = new CheckedHub(contract, desk);
        this.known = known;
    }

    @BeforeAll
    void theCrmHasToldAFewThings() {
        known.areTold();
    }

    @AfterAll
    void everyDocumentedStatusWasSeen() {
        assertThat(contract.unseen(kept)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsClosedToStrangersAndToTheWrongRole() {
        return each(operation -> true, operation -> {
            hub.send(null, operation.id(), operation.filled(), null);
            if (operation.responses().has("403")) {
                hub.send(operation.roles().contains(PORTAL) ? AGENT : PORTAL, operation.id(), operation.filled(), null);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aParameterNobodyKnowsIsRefusedByItsName() {
        return each(operation -> operation.method().equals("GET") && operation.responses().has("400"), operation -> {
            var answer = hub.send(rightRole(operation), operation.id(), operation.filled() + "?colour=red", null);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("colour");
        });
    }

    @TestFactory
    Stream<DynamicTest> aKeyThatWasSpentOnSomethingElseIsRefused(@Autowired GivenAnswers answers) {
        return each(operation -> operation.takesKey() && !REMEMBERING.contains(operation.id()), operation -> {
            var role = rightRole(operation);
            var key = UUID.randomUUID().toString();
            answers.together(new RequestKey(role.word() + ":ada", key, "something else"), () -> new byte[0]);

            var answer = hub.send(role, operation.id(), operation.filled(CheckedHub.NOBODY), operation.exampleBody(),
                    "Content-Type", CheckedHub.JSON, "Idempotency-Key", key);

            assertThat(answer.statusCode()).isEqualTo(422);
        });
    }

    private Stream<DynamicTest> each(Predicate<Operation> which, Consumer<Operation> holds) {
        return kept.stream().filter(which)
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> holds.accept(operation)));
    }

    private static Role rightRole(Operation operation) {
        return operation.roles().iterator().next();
    }
}
