package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.cases.CaseFilter;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.ingest.Cursors;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailBooks;
import io.casehub.intake.receipts.MailFilter;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailSteps;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;

/** The rooms from ingest to intake, and mails that arrive in them. */
final class Post implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String SUPPORT = "support@acme.example";
    static final String TRUSTED = "Authentication-Results: mx.acme.example; ";

    final TestDatabase database;
    final Rooms rooms;
    private @Nullable String cursor;
    private long uid;

    Post() {
        this(Path.of("mappings"));
    }

    Post(Path mappings) {
        this(TestDatabase.fresh(), mappings, more -> {
        });
    }

    Post(TestDatabase database, Path mappings, Consumer<GenericApplicationContext> more) {
        this.database = database;
        this.rooms = Rooms.open(database, mappings, context -> {
            context.registerBean(Ears.class);
            context.getEnvironment().getSystemProperties().put("casehub.mail.trusted-servers", "mx.acme.example");
            more.accept(context);
        }, "audit", "ingest", "identity", "cases", "intake");
    }

    /** One mail, alone in its page, and its receipt. */
    MailReceipt arrive(String from, String subject, String id, String... headers) {
        return arrive(SUPPORT, mail(from, subject, id, headers)).getFirst();
    }

    List<MailReceipt> arrive(String mailbox, ArrivedMail... mails) {
        var route = "email-" + mailbox.substring(0, mailbox.indexOf('@'));
        var next = cursor + "+";
        var before = rooms.get(Cursors.class).read(route).orElse(null);
        rooms.get(Mailroom.class).accept(new MailPage(route, "email", mailbox, 1, Arrays.asList(mails), before, next));
        cursor = next;
        return all().stream().filter(receipt -> Arrays.stream(mails)
                .anyMatch(mail -> mail.uid() == receipt.way().uid() && receipt.way().route().equals(route))).toList();
    }

    ArrivedMail mail(String from, String subject, String id, String... headers) {
        return mail("From: " + from + "\nTo: " + SUPPORT + "\nSubject: " + subject + "\nMessage-ID: " + id + "\n"
                + Arrays.stream(headers).map(line -> line + "\n").collect(Collectors.joining())
                + "\nDear all, this is " + id + ".\n");
    }

    ArrivedMail mail(String raw) {
        uid++;
        return new ArrivedMail(uid, NOON.plusSeconds(uid), raw.getBytes(UTF_8), false, null);
    }

    /** In the order in which they came. */
    List<MailReceipt> all() {
        return rooms.get(MailBooks.class)
                .list(new MailFilter(List.of(), null, null, null, null, null, null, null, null, 1000)).reversed();
    }

    Map<Fate, Long> sums() {
        return rooms.get(MailBooks.class).sums(null, null);
    }

    List<String> steps(MailReceipt receipt) {
        return rooms.get(MailSteps.class).of(receipt.id()).stream().map(step -> step.step()).toList();
    }

    Cases cases() {
        return rooms.get(Cases.class);
    }

    List<HubCase> allCases() {
        return cases().search(new CaseFilter(null, Set.of(), null, null, null, null, 200));
    }

    HubCase caseOf(MailReceipt receipt) {
        return cases().get(Objects.requireNonNull(receipt.caseId()));
    }

    /** The envelopes of all acknowledgements, in their order. */
    List<AcknowledgementDue> told() {
        return rooms.get(Ears.class).due;
    }

    @Override
    public void close() {
        rooms.close();
    }

    /** Hears what is to be acknowledged. */
    static class Ears {

        final List<AcknowledgementDue> due = new ArrayList<>();

        @EventListener
        void on(AcknowledgementDue event) {
            due.add(event);
        }
    }
}
