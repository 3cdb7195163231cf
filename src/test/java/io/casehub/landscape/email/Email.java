package io.casehub.landscape.email;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.services.MailServer;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Touched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The support mailbox and the mailboxes of all customers. What arrives for the support is kept in
 * {@code mailbox/}, what customers receive in {@code received/}, a file each.
 */
public final class Email implements LandscapeSystem {

    private final Post mailbox;
    private final Post received;
    private final Journal journal;
    private final MailServer server;
    private final Writers writers;
    private final Company company;

    public Email(Path folder, int smtp, int imap, String password, Company company) {
        this.company = company;
        this.journal = Journal.at(folder.resolve("journal.jsonl"));
        this.mailbox = seeded(folder, company, journal);
        this.received = new Post(folder.resolve("received"));
        this.server = new MailServer(smtp, imap, Company.SUPPORT, password, uidValidity(folder), new Doorman());
        this.writers = new Writers(this, company);
    }

    public Writers writers() {
        return writers;
    }

    /** What this address received, oldest first. */
    public List<ReceivedMail> received(String address) {
        return received.all().stream().filter(kept -> decoded(kept.label()).equalsIgnoreCase(address)).map(Email::mail)
                .toList();
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public synchronized void start() {
        server.start();
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public boolean running() {
        return server.running();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("mailbox", (long) mailbox.count(), "received", (long) received.count());
    }

    @Override
    public Touched touch() {
        var chance = Chance.of(System.nanoTime(), "touch", 0);
        var order = chance.oneOf(company.orders());
        return writers.ask(company.customer(order.customer()), order.no(), order.lines().getFirst().product().name(),
                chance, "agent");
    }

    @Override
    public void close() {
        stop();
        journal.close();
    }

    synchronized Touched arrive(Draft draft, String by) {
        deliver(Mime.bytes(draft), draft.at());
        journal.changed(by, "mail", draft.messageId(), null,
                Map.of("from", draft.from(), "subject", draft.subject(), "kind", draft.kind(),
                        "references", draft.references()));
        return new Touched("email", "mail", draft.messageId(), "arrived");
    }

    int nextNumber() {
        return mailbox.count() + 1;
    }

    List<ReceivedMail> lastReceived(int count) {
        var all = received.all();
        return all.subList(Math.max(0, all.size() - count), all.size()).stream().map(Email::mail).toList();
    }

    private final class Doorman implements MailServer.Postman {

        @Override
        public void took(String recipient, byte[] mail) {
            keep(recipient, mail);
        }

        @Override
        public void refill(MailServer empty) {
            mailbox.all().forEach(kept -> empty.append(kept.bytes(), kept.arrived()));
        }
    }

    private synchronized void keep(String recipient, byte[] bytes) {
        var now = Instant.now();
        var mail = ReceivedMail.of(0, recipient, bytes);
        if (recipient.equalsIgnoreCase(Company.SUPPORT))
            deliver(bytes, now);
        else
            received.keep(bytes, encoded(recipient), now);
        var told = new TreeMap<String, String>(Map.of("to", recipient));
        for (var header : List.of("From", "Subject", "In-Reply-To", "References", "Auto-Submitted")) {
            var value = mail.header(header);
            if (value != null)
                told.put(header.toLowerCase(Locale.ROOT), value);
        }
        journal.asked("send mail", mail.messageId(), "taken", told);
    }

    private void deliver(byte[] bytes, Instant at) {
        mailbox.keep(bytes, "", at);
        server.append(bytes, at);
    }

    private static ReceivedMail mail(Post.Kept kept) {
        return ReceivedMail.of(kept.number(), decoded(kept.label()), kept.bytes());
    }

    // the letters are written beside the mailbox, which then appears whole
    private static Post seeded(Path folder, Company company, Journal journal) {
        var mailbox = folder.resolve("mailbox");
        if (Files.exists(mailbox))
            return new Post(mailbox);
        try {
            var draft = Files.createTempDirectory(folder, "seed");
            var post = new Post(draft);
            company.letters()
                    .forEach(letter -> post.keep(Mime.bytes(Draft.of(letter, company.letters())), "", letter.at()));
            Files.move(draft, mailbox, StandardCopyOption.ATOMIC_MOVE);
            journal.changed("seed", "email", "all", null, Map.of("mailbox", post.count()));
            return new Post(mailbox);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long uidValidity(Path folder) {
        var file = folder.resolve("uidvalidity");
        try {
            if (!Files.exists(file))
                Files.writeString(file, String.valueOf(Instant.now().getEpochSecond()));
            return Long.parseLong(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String address) {
        return URLEncoder.encode(address.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8);
    }

    private static String decoded(String label) {
        return URLDecoder.decode(label, StandardCharsets.UTF_8);
    }
}
