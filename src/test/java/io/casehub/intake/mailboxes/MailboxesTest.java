package io.casehub.intake.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.cases.queues.Queues;
import io.casehub.intake.mailboxes.Mailbox.Letter;
import io.casehub.intake.mailboxes.Mailbox.Opening;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class MailboxesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writesQueues() throws IOException {
        Files.createDirectories(folder.resolve("cases"));
        Files.writeString(folder.resolve("cases/queues.yaml"), """
                teams: {desk: {members: [ada]}}
                queues: {first-line: {team: desk}, billing: {team: desk}}
                """);
    }

    @Test
    void aMailboxSaysMoreThanTheUsualAndARuleMoreThanItsMailbox() throws IOException {
        write("""
                usual: {priority: low, reopen-days: 7}
                mailboxes:
                  Support@acme.example:
                    queue: first-line
                    rules:
                      - {when: {subject: refund, from: "*@vip.example"}, then: {queue: billing, priority: high}}
                      - {when: {language: de}, then: {language: de}}
                """);
        try (var hub = hub()) {
            var mailbox = hub.getBean(Mailboxes.class).of("support+ch-1@ACME.example");

            assertThat(mailbox.reopenDays()).isEqualTo(7);
            assertThat(mailbox.opening(letter("ann@vip.example", "A Refund, please")))
                    .isEqualTo(new Opening("billing", "high", null, null, null));
            assertThat(mailbox.opening(letter("ann@else.example", "refund")))
                    .isEqualTo(new Opening("first-line", "low", null, null, null));
            assertThat(mailbox.opening(new Letter(null, null, null, "de")).language()).isEqualTo("de");
            assertThat(hub.getBean(Mailboxes.class).of("other@acme.example").opening().queue()).isNull();
        }
    }

    @Test
    void anAddressWithATagIsOurs() throws IOException {
        write("mailboxes: {support@acme.example: {}}");
        try (var hub = hub()) {
            var mailboxes = hub.getBean(Mailboxes.class);

            assertThat(mailboxes.isOurs("Support+x@acme.example", null)).isTrue();
            assertThat(mailboxes.isOurs("orders@acme.example", "orders@acme.example")).isTrue();
            assertThat(mailboxes.isOurs("orders@acme.example", null)).isFalse();
            assertThat(mailboxes.isOurs(null, null)).isFalse();
        }
    }

    @Test
    void theFirstLanguageThatThereIsATextInIsSpoken() throws IOException {
        write("usual: {language: fr, acknowledgement: {en: Hello, fr: Bonjour}}");
        try (var hub = hub()) {
            var mailbox = hub.getBean(Mailboxes.class).of(null);

            assertThat(mailbox.acknowledgement("en")).contains("Hello");
            assertThat(mailbox.acknowledgement("de")).contains("Bonjour");
            assertThat(mailbox.acknowledgement(null)).contains("Bonjour");
        }
    }

    @Test
    void aChangedFileCountsWithoutARestartAndABrokenOneDoesNot() throws IOException {
        write("usual: {reopen-days: 7}");
        try (var hub = hub()) {
            var mailboxes = hub.getBean(Mailboxes.class);
            write("usual: {reopen-days: 8}");
            mailboxes.look();
            assertThat(mailboxes.of(null).reopenDays()).isEqualTo(8);

            write("usual: {reopen-days: soon}");
            mailboxes.look();

            assertThat(mailboxes.of(null).reopenDays()).isEqualTo(8);
            assertThat(mailboxes.refusal()).endsWith(
                    "mailboxes.yaml:1: a whole number from 0 to 36500 is wanted here");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usual: {queue: nowhere}                                        | there is no queue nowhere
            usual: {priority: soon}                                        | there is no soon here
            usual: {colour: red}                                           | there is no colour here
            usual: {quote: all}                                            | there is no all here; there are none, last
            mailboxes: {support: {}}                                       | support is no mail address
            usual: {acknowledgement: {English: Hello}}                     | English is no language
            usual: {rules: [{when: {subject: "("}, then: {queue: billing}}]} | is no regular expression
            usual: {language: German}                                      | German is no language: write it as in en or de
            usual: {assignee: "ben or ada"}                                | assignee is the name that somebody goes by here
            usual: {rules: [{then: {queue: billing}}]}                     | when is missing
            """)
    void whatCannotBeUsedIsToldWithItsLine(String text, String sentence) throws IOException {
        var file = Files.writeString(folder.resolve("mailboxes.yaml"), text);
        try (var hub = hub()) {
            assertThatThrownBy(() -> MailboxesFile.read(Spot.read(file), hub.getBean(Queues.class)))
                    .isInstanceOf(FileBroken.class).hasMessageContaining("mailboxes.yaml:1: ")
                    .hasMessageContaining(sentence);
        }
    }

    @Test
    void theShippedFileSaysNothingNew() {
        try (var hub = hub()) {
            var shipped = MailboxesFile.read(Spot.read(Path.of("mappings/mailboxes.yaml")), hub.getBean(Queues.class));

            assertThat(shipped).isEqualTo(MailboxesFile.NONE);
        }
    }

    private static Letter letter(String from, String subject) {
        return new Letter(from, subject, "Hello", "en");
    }

    private void write(String text) throws IOException {
        var file = Files.writeString(folder.resolve("mailboxes.yaml"), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusNanos(text.hashCode())));
    }

    private AnnotationConfigApplicationContext hub() {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(
                new MapPropertySource("test", Map.of("casehub.mappings", folder.toString())));
        context.register(Queues.class, Mailboxes.class);
        context.refresh();
        return context;
    }
}
