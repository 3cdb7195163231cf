package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Outcome;
import io.casehub.outbound.Topic;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CamelCarrierIT {

    @Test
    void whoTakesCommandsIsKnownWhileTheHubStillStarts() throws Exception {
        try (var hub = new RunningRoutes(Map.of())) {
            var carrier = hub.carrierBeforeTheStart();

            assertThat(carrier.carries("crm", CommandKind.CASE_COMMENT)).isTrue();
            assertThat(carrier.isRepeatable("crm", CommandKind.CASE_COMMENT)).isTrue();
            assertThat(carrier.isRepeatable("rt", CommandKind.CASE_COMMENT)).isFalse();
            assertThat(carrier.carries("nobody", CommandKind.CASE_COMMENT)).isFalse();
            assertThat(carrier.hearing()).containsKey("tryton");
            assertThat(carrier.carry(new Command(UUID.randomUUID(), Topic.of(CaseId.next()),
                    new SourceRef("crm", Entity.CASE, "7"), CommandKind.CASE_COMMENT,
                    JsonNodeFactory.instance.objectNode().put("value", "hello"), 0, Manner.FIRST)))
                    .isInstanceOf(Outcome.NotReached.class);
        }
    }
}
