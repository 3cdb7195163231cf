package io.casehub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.casehub.intake.reading.MailReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * What the hub understands of mails: as intake reads them, without a database or anything else of
 * it.
 */
@Command(name = "mail", description = "Mails, as the hub reads them.", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, synopsisSubcommandLabel = "COMMAND")
final class MailCommand {

    private static final int LARGEST = 200_000_000;

    private final List<String> settings;
    private final InputStream in;

    @Mixin
    private final Console console = new Console();

    MailCommand(List<String> settings, InputStream in) {
        this.settings = settings;
        this.in = in;
    }

    @Command(name = "parse", description = {"Prints as JSON what the hub understands of a mail (docs/mail.md).",
            "Of a folder it prints one line for each file, with \"file\" first."})
    int parse(@Parameters(paramLabel = "FILE", description = "A mail as it was sent, or a folder of such.") Path path,
            @Option(names = "--attachments", paramLabel = "DIR", description = "Writes the attachments there; those of a folder's mails into one folder each.") @Nullable Path into,
            @Option(names = "--trust", paramLabel = "HOST", description = "A mail server whose Authentication-Results are believed; may be repeated.") @Nullable List<String> trusted) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("There is no " + path + ": name a mail's file, or a folder of them.");
        }
        var reader = reader(trusted == null ? List.of() : trusted);
        var mails = new MailFiles(reader);
        if (!Files.isDirectory(path)) {
            console.out().println(mails.read(path, into));
            return 0;
        }
        mails.readAll(path, into, console.out()::println);
        return 0;
    }

    @Command(name = "reply-text", description = "Prints what of a mail's plain text, which comes by standard input, was written now: without quotations and signature.")
    int replyText() throws IOException {
        console.out().println(reader(List.of()).replyText(new String(in.readNBytes(LARGEST), UTF_8)));
        return 0;
    }

    /** Silent, since the command speaks: what a library finds worth a line is in the warnings. */
    private MailReader reader(List<String> trusted) {
        LoggingSystem.get(MailCommand.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        var set = HubSettings.mail(settings);
        return new MailReader(trusted.isEmpty() ? set : set.trusting(trusted));
    }
}
