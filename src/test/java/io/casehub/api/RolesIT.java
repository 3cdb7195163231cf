package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.api.Contract.Operation;
import io.casehub.security.Role;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Who gets as far as the door of each operation: those whom the contract names in {@code x-roles},
 * and nobody else. What he then asks for is wrong, on purpose.
 */
@RunningHub
class RolesIT {

    private final Contract contract = Contract.read();
    private final Desk desk;
    private final Guests guests;

    RolesIT(@Autowired Desk desk, @Autowired Guests guests) {
        this.desk = desk;
        this.guests = guests;
    }

    @TestFactory
    Stream<DynamicTest> anOperationIsOpenToTheRolesItDeclaresAndNobodyElse() {
        return contract.operations().stream().filter(operation -> !operation.isOpen())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    for (var stranger : new String[]{null, "ch_000000000000_" + "0".repeat(64),
                            "ct_" + "0".repeat(24) + "_" + "0".repeat(64), guests.expiredCustomer(somebody())}) {
                        assertThat(status(operation, stranger)).as(stranger).isEqualTo(401);
                    }
                    for (var role : Role.values()) {
                        assertThat(status(operation, credential(role)) != 403).as(role.word())
                                .isEqualTo(operation.roles().contains(role));
                    }
                }));
    }

    @Test
    void everyOperationDeclaresItsRolesOrThatItAsksForNone() {
        assertThat(contract.operations()).allSatisfy(
                operation -> assertThat(operation.roles().isEmpty()).as(operation.id()).isEqualTo(operation.isOpen()));
        assertThat(contract.operations().stream().filter(Operation::isOpen).map(Operation::id))
                .containsExactly("receiveWebhook");
    }

    /**
     * The table of {@code docs/roles.md} is part of the documentation: whoever changes roles commits it
     * anew.
     */
    @Test
    void theTableInTheDocumentsIsTrue() throws IOException {
        var table = Stream.concat(Stream.of(row("operation", Arrays.stream(Role.values()).map(Role::word)),
                row("---", Arrays.stream(Role.values()).map(role -> "---"))),
                contract.operations().stream().filter(operation -> !operation.isOpen()).map(RolesIT::row))
                .toList();
        var drawn = Path.of("target/drawn/roles-table.md");
        Files.createDirectories(drawn.getParent());
        Files.write(drawn, table);

        assertThat(Files.readAllLines(Path.of("docs/roles.md")))
                .as("roles changed: put the table of target/drawn/roles-table.md into docs/roles.md")
                .containsSequence(table);
    }

    private static String row(Operation operation) {
        return row("`" + operation.id() + "`", Arrays.stream(Role.values())
                .map(role -> operation.roles().contains(role) ? "x" : ""));
    }

    private static String row(String first, Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| " + first + " | ", " |"));
    }

    private String credential(Role role) {
        return role == Role.CUSTOMER ? guests.customer(somebody()) : desk.key(role);
    }

    private static String somebody() {
        return UUID.randomUUID().toString();
    }

    private int status(Operation operation, @Nullable String credential) {
        return desk.send(credential, BodyHandlers.discarding(), operation.method(), operation.filled() + "?wrong=1",
                null).statusCode();
    }
}
