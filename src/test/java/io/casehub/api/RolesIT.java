package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.api.Contract.Operation;
import io.casehub.security.Role;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who gets as far as the door of each operation. What he then asks for is wrong, on purpose. */
@RunningHub
class RolesIT {

    private static final String TABLE = """
            findCustomers,    agent supervisor integrator
            readCustomer,     agent supervisor integrator
            readTimeline,     agent supervisor integrator
            findCases,        agent supervisor integrator
            openCase,         agent supervisor
            readCase,         agent supervisor integrator
            changeCase,       agent supervisor
            commentCase,      agent supervisor
            readHistory,      agent supervisor integrator
            readDeliveries,   agent supervisor integrator
            takeNextCase,     agent supervisor
            retypeCase,       agent supervisor
            listCaseTypes,    agent supervisor integrator
            readCaseType,     agent supervisor integrator
            listConnectors,   integrator
            readConnector,    integrator
            setCursor,        integrator
            pullRoute,        integrator
            confirmSweep,     integrator
            dismissSweep,     integrator
            pauseConnector,   integrator
            resumeConnector,  integrator
            resyncConnector,  integrator
            receiveWebhook,   agent supervisor integrator
            listDrift,        integrator
            acknowledgeDrift, integrator
            diffMapping,      integrator
            previewConnector, integrator
            remapMapping,     integrator
            readRemap,        integrator
            listParked,       integrator
            readParked,       integrator
            replayParked,     integrator
            replayAllParked,  integrator
            followEvents,     agent supervisor integrator
            """;

    private final Contract contract = Contract.read();
    private final Desk desk;

    RolesIT(@Autowired Desk desk) {
        this.desk = desk;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = TABLE)
    void anOperationIsOpenToTheseRolesAndNobodyElse(String id, String roles) {
        var operation = contract.operation(id);

        assertThat(status(operation, null)).isEqualTo(401);
        assertThat(status(operation, "ch_000000000000_" + "0".repeat(64))).isEqualTo(401);
        for (var role : Role.values()) {
            boolean isOpen = Set.of(roles.split(" ")).contains(role.word());
            assertThat(status(operation, desk.key(role)) != 403).as(role.word()).isEqualTo(isOpen);
        }
    }

    @Test
    void theTableHasEveryOperation() {
        assertThat(TABLE.lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyInAnyOrderElementsOf(contract.operations().stream().map(Operation::id).toList());
    }

    private int status(Operation operation, @Nullable String key) {
        return desk.send(key, BodyHandlers.discarding(), operation.method(), operation.filled() + "?wrong=1", null)
                .statusCode();
    }
}
