package io.casehub.harness;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A mail server of the harness's own: Dovecot and Exim with the configuration of
 * {@code ../shared/systems} on free ports, or GreenMail where those are not installed, which can
 * neither be restarted nor change its UIDVALIDITY.
 */
final class PostOffice implements AutoCloseable {

    static final String SUPPORT = "support@acme.example";
    private static final Path CONFIGURATION = Path.of("../shared/systems/conf");
    private static final String PASSWORD = "mailpass";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final @Nullable GreenMail green;
    private final Path folder;
    private final int imap = freePort();
    private final int lmtp = freePort();
    private final int smtp = freePort();
    private final List<Process> servers = new CopyOnWriteArrayList<>();

    private PostOffice(@Nullable GreenMail green, Path folder) {
        this.green = green;
        this.folder = folder;
        // whoever stops the harness stops its servers
        Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.forEach(Process::destroy)));
    }

    static PostOffice open() throws IOException {
        boolean isReal = Files.isDirectory(CONFIGURATION) && Files.isExecutable(Path.of("/usr/sbin/dovecot"))
                && Files.isExecutable(Path.of("/usr/sbin/exim4")) && System.getProperty("user.name").equals("root");
        if (!isReal) {
            System.out
                    .println("Dovecot and Exim are not here: GreenMail instead, which is neither restarted nor reset");
            return new PostOffice(new GreenMail(new ServerSetup[]{new ServerSetup(0, "127.0.0.1", "imap"),
                    new ServerSetup(0, "127.0.0.1", "smtp")}), Path.of("."));
        }
        var folder = Files.createTempDirectory(Path.of("/var/tmp"), "casehub-mail-harness");
        run("chmod", "755", folder.toString());
        for (var part : List.of("run", "home", "log", "spool")) {
            Files.createDirectories(folder.resolve("mail").resolve(part));
        }
        run("chown", "mail:", folder.resolve("mail/home").toString());
        run("chown", "Debian-exim:", folder.resolve("mail/spool").toString(), folder.resolve("mail/log").toString());
        return new PostOffice(null, folder);
    }

    boolean isReal() {
        return green == null;
    }

    void start() throws IOException, InterruptedException {
        if (green != null) {
            green.start();
            green.setUser(SUPPORT, SUPPORT, PASSWORD);
            return;
        }
        servers.add(launch("/usr/sbin/dovecot", "-F", "-c", rendered("dovecot.conf")));
        servers.add(launch("/usr/sbin/exim4", "-C", rendered("exim.conf"), "-bdf", "-q5s"));
        awaitPort(imap);
        awaitPort(smtp);
    }

    void stop() throws InterruptedException {
        for (var server : servers) {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor(20, TimeUnit.SECONDS);
        }
        servers.clear();
        if (green != null) {
            green.stop();
        }
    }

    /** As after a restore from a backup: the same mails in another life of their folder. */
    void changeUidValidity() throws IOException {
        var inbox = inbox();
        try (var files = Files.list(inbox)) {
            for (var file : files
                    .filter(one -> one.getFileName().toString().matches("dovecot[.-](index|uidvalidity).*"))
                    .toList()) {
                Files.delete(file);
            }
        }
        var list = inbox.resolve("dovecot-uidlist");
        var lines = new ArrayList<>(Files.readAllLines(list, StandardCharsets.ISO_8859_1));
        lines.set(0, lines.getFirst().replaceFirst("V\\d+", "V" + (Instant.now().getEpochSecond() + 1000)));
        Files.write(list, lines, StandardCharsets.ISO_8859_1);
        run("chown", "mail:mail", list.toString());
    }

    /** How many mails the support has. */
    long count() throws IOException {
        if (green != null) {
            return green.getReceivedMessagesForDomain("acme.example").length;
        }
        long count = 0;
        for (var part : List.of("cur", "new")) {
            if (Files.isDirectory(inbox().resolve(part))) {
                try (var files = Files.list(inbox().resolve(part))) {
                    count += files.count();
                }
            }
        }
        return count;
    }

    /**
     * Sends mails over one connection; where it is cut, what was not taken for certain is sent again.
     */
    void send(Map<String, byte[]> mails) throws InterruptedException {
        var left = new ArrayList<>(mails.entrySet());
        while (!left.isEmpty()) {
            var session = Session.getInstance(properties());
            try (var transport = session.getTransport("smtp")) {
                transport.connect("127.0.0.1", green == null ? smtp : green.getSmtp().getPort(), null, null);
                while (!left.isEmpty()) {
                    var mail = new MimeMessage(session, new ByteArrayInputStream(left.getFirst().getValue()));
                    transport.sendMessage(mail, new InternetAddress[]{new InternetAddress(SUPPORT)});
                    left.removeFirst();
                }
            } catch (MessagingException e) {
                Thread.sleep(200);
            }
        }
    }

    /** What a hub is told to read and answer here. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("email.imap-host", "127.0.0.1");
        settings.put("email.imap-port", String.valueOf(green == null ? imap : green.getImap().getPort()));
        settings.put("email.smtp-host", "127.0.0.1");
        settings.put("email.smtp-port", String.valueOf(green == null ? smtp : green.getSmtp().getPort()));
        settings.put("email.tls", "false");
        settings.put("email.user", SUPPORT);
        settings.put("email.password", PASSWORD);
        settings.put("email.address", SUPPORT);
        settings.put("email.poll", "5s");
        return settings;
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", "5000");
        properties.put("mail.smtp.timeout", "20000");
        properties.put("mail.smtp.from", "harness@blum.example");
        return properties;
    }

    private Path inbox() {
        return folder.resolve("mail/home/acme.example/support/Maildir");
    }

    private String rendered(String name) throws IOException {
        var text = Files.readString(CONFIGURATION.resolve(name)).replace("@STATE@", folder.toString())
                .replace("10143", String.valueOf(imap)).replace("10024", String.valueOf(lmtp))
                .replace("10025", String.valueOf(smtp));
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Process launch(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("servers.log").toFile())).start();
    }

    private static void run(String... command) throws IOException {
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("no mail server listens on " + port);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        if (isReal()) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
