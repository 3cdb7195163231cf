package io.casehub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.audit.signing.Signatures;
import io.casehub.audit.signing.SigningKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever receives a packet sees whether it is as it was signed, without a hub. */
class PacketCommandIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path packet;
    private final Path keys;

    PacketCommandIT(@TempDir Path folder) {
        packet = folder.resolve("packet.json");
        keys = folder.resolve("keys.json");
    }

    @BeforeEach
    void somebodyHandedOneOver() throws IOException {
        try (var rooms = Rooms.open(DATABASE.emptied(), Path.of("mappings"), "audit")) {
            var signed = rooms.get(Signatures.class).sign("{\"audience\":\"partner\"}".getBytes(UTF_8), "packet");
            var key = rooms.get(SigningKeys.class).all().getFirst();
            Files.writeString(packet, "{\"protected\": \"%s\", \"payload\": \"%s\", \"signature\": \"%s\"}"
                    .formatted(signed.header(), signed.payload(), signed.signature()));
            Files.writeString(keys, "{\"keys\": [{\"kty\": \"RSA\", \"kid\": \"%s\", \"n\": \"%s\", \"e\": \"%s\"}]}"
                    .formatted(key.id(), key.modulus(), key.exponent()));
        }
    }

    @Test
    void aWholePacketIsPrinted() {
        assertThat(verified(packet)).isZero();
        assertThat(out.toString()).contains("\"audience\" : \"partner\"");
    }

    @Test
    void anythingElseIsNotToBeTrusted() throws IOException {
        var whole = Files.readString(packet);
        var changed = packet.resolveSibling("changed.json");
        for (var wrong : new String[]{whole.replace("\"payload\": \"", "\"payload\": \"AAAA"), "{}", "no json", ""}) {
            Files.writeString(changed, wrong);

            assertThat(verified(changed)).as(wrong).isEqualTo(1);
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("is not to be trusted");
        assertThat(verified(packet.resolveSibling("none.json"))).isEqualTo(CasehubCommand.MISUSED);
    }

    private int verified(Path file) {
        return new CasehubCommand(arguments -> {
            throw new AssertionError("no hub is started");
        }).run(new PrintWriter(out, true), new PrintWriter(err, true), "packet", "verify", file.toString(), "--keys",
                keys.toString());
    }
}
