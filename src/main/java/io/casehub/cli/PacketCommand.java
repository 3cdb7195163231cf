package io.casehub.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.casehub.audit.signing.SignatureBroken;
import io.casehub.audit.signing.Signatures;
import io.casehub.audit.signing.Signatures.Signed;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Packets of cases, as whoever received one has it. Needs neither the hub nor its database. */
@Command(name = "packet", description = "A case handed over in a file: is it as it was signed?", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, synopsisSubcommandLabel = "COMMAND")
final class PacketCommand {

    @Mixin
    private final Console console = new Console();

    @Command(name = "verify", description = {
            "Prints what is in a packet, if it is as a hub signed it whose keys these are.",
            "Exit code 1 and nothing printed where it is not."})
    int verify(@Parameters(paramLabel = "FILE", description = "What GET /api/v1/cases/{id}/packet answered.") Path file,
            @Option(names = "--keys", required = true, paramLabel = "FILE", description = "What GET /api/v1/packet-keys of the hub answered, from a way you trust.") Path keys)
            throws IOException {
        try {
            var packet = ExactJson.mapper().readTree(text(file));
            var contents = Signatures.verified(new Signed(packet.path("protected").asText(),
                    packet.path("payload").asText(), packet.path("signature").asText()), text(keys));
            console.out().println(ExactJson.parse(new String(contents, StandardCharsets.UTF_8)).toPrettyString());
            return 0;
        } catch (SignatureBroken | JsonProcessingException e) {
            console.err().println(file + " is not to be trusted: " + e.getMessage());
            return 1;
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        }
    }
}
