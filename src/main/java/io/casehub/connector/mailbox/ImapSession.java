package io.casehub.connector.mailbox;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.util.MailLogger;

/**
 * One folder of one IMAP server, opened read-only (EXAMINE) unless something is to be done in it,
 * so that reading leaves no trace. Speaks Angus's protocol layer: the folder classes above it keep
 * a message cache, read ahead and lock, none of which reading by UID needs. For one thread.
 */
final class ImapSession {

    /** What a folder tells about a mail without its content. */
    record Head(long uid, Instant receivedAt, long size) {}

    /** More of a mail than this is not read: 128 MB, twice what common servers accept. */
    static final int LARGEST_MAIL = 128 * 1024 * 1024;

    /** What is larger is asked for in pieces of this. */
    private static final int PIECE = 4 * 1024 * 1024;

    private static final int MOST_AT_ONCE = 200;
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final IMAPProtocol imap;
    private final Line line;
    private final MailboxInfo folder;
    private boolean news;
    private List<Long> found = List.of();

    private ImapSession(IMAPProtocol imap, Line line, MailboxInfo folder) {
        this.imap = imap;
        this.line = line;
        this.folder = folder;
        imap.addResponseHandler(response -> news |= response instanceof IMAPResponse imapResponse
                && imapResponse.keyEquals("EXISTS"));
    }

    static ImapSession open(MailboxSettings settings, Line line) throws IOException, ProtocolException {
        var protocol = settings.tls() ? "imaps" : "imap";
        var log = new MailLogger(ImapSession.class, "mailbox", false, System.out);
        var imap = new IMAPProtocol(protocol, settings.host(), settings.port(), properties("mail." + protocol, line),
                settings.tls(), log);
        settings.access().login(imap, settings.user());
        imap.capability();
        return new ImapSession(imap, line, settings.afterwards().isNothing()
                ? imap.examine(settings.folder())
                : imap.select(settings.folder()));
    }

    private static Properties properties(String prefix, Line line) {
        var properties = new Properties();
        properties.put(prefix + ".socketFactory", line);
        properties.put(prefix + ".socketFactory.fallback", "false");
        properties.put(prefix + ".ssl.checkserveridentity", "true");
        properties.put(prefix + ".connectiontimeout", "10000");
        properties.put(prefix + ".timeout", String.valueOf(ANSWER.toMillis()));
        properties.put(prefix + ".writetimeout", "30000");
        return properties;
    }

    long uidValidity() {
        return folder.uidvalidity;
    }

    /** The highest UID the folder has given out when it was opened. */
    long highestUid() throws ProtocolException {
        if (folder.uidnext > 0) {
            return folder.uidnext - 1;
        }
        var all = search(0);
        return all.isEmpty() ? 0 : all.getLast();
    }

    /**
     * The next UIDs in ascending order. One search serves many pages: a backlog is not listed anew for
     * each.
     */
    List<Long> uidsAfter(long uid, int limit) throws ProtocolException {
        var next = found.stream().filter(candidate -> candidate > uid).limit(limit).toList();
        if (next.isEmpty()) {
            found = search(uid);
            next = found.stream().limit(limit).toList();
        }
        return next;
    }

    private List<Long> search(long after) throws ProtocolException {
        news = false;
        // "n:*" means the last mail even where its UID is below n
        return search("UID " + (after + 1) + ":*").stream().filter(uid -> uid > after).sorted().toList();
    }

    private List<Long> search(String condition) throws ProtocolException {
        var uids = new ArrayList<Long>();
        command("UID SEARCH " + condition, response -> {
            if (response instanceof IMAPResponse result && result.keyEquals("SEARCH")) {
                for (long uid = result.readLong(); uid != -1; uid = result.readLong()) {
                    uids.add(uid);
                }
            }
        });
        return uids;
    }

    /** Of those of the mails that are still there. */
    List<Head> heads(List<Long> uids) throws ProtocolException {
        var heads = new HashMap<Long, Head>();
        fetch(uids, "UID INTERNALDATE RFC822.SIZE", (uid, items) -> {
            var date = items.getItem(INTERNALDATE.class);
            var size = items.getItem(RFC822SIZE.class);
            boolean dated = date != null && date.getDate() != null;
            heads.put(uid, new Head(uid, dated ? date.getDate().toInstant() : Instant.now(),
                    size == null ? 0 : size.size));
        });
        return uids.stream().filter(heads::containsKey).map(heads::get).toList();
    }

    /**
     * The mails by UID; large ones are asked for in pieces, and what is larger than
     * {@link #LARGEST_MAIL} is cut there.
     */
    Map<Long, byte[]> bodies(List<Head> heads) throws ProtocolException {
        var bodies = new HashMap<Long, byte[]>();
        var small = heads.stream().filter(head -> head.size() <= PIECE).map(Head::uid).toList();
        if (!small.isEmpty()) {
            fetch(small, "UID BODY.PEEK[]", (uid, items) -> content(items).ifPresent(body -> bodies.put(uid, body)));
        }
        for (var head : heads) {
            if (head.size() > PIECE) {
                large(head).ifPresent(body -> bodies.put(head.uid(), body));
            }
        }
        return bodies;
    }

    /** Not all servers tell the size of a mail as it is. */
    private Optional<byte[]> large(Head head) throws ProtocolException {
        var whole = new byte[(int) Math.min(head.size(), LARGEST_MAIL)];
        int length = 0;
        while (length < LARGEST_MAIL) {
            var pieces = new ArrayList<byte[]>();
            fetch(List.of(head.uid()), "UID BODY.PEEK[]<" + length + "." + Math.min(PIECE, LARGEST_MAIL - length) + ">",
                    (uid, items) -> content(items).ifPresent(pieces::add));
            if (pieces.isEmpty() && length == 0) {
                return Optional.empty();
            }
            if (pieces.isEmpty() || pieces.getFirst().length == 0) {
                break;
            }
            var piece = pieces.getFirst();
            if (length + piece.length > whole.length) {
                whole = Arrays.copyOf(whole, length + piece.length);
            }
            System.arraycopy(piece, 0, whole, length, piece.length);
            length += piece.length;
        }
        return Optional.of(length == whole.length ? whole : Arrays.copyOf(whole, length));
    }

    private static Optional<byte[]> content(FetchResponse items) {
        return Optional.ofNullable(items.getItem(BODY.class)).map(BODY::getByteArray).map(ByteArray::getNewBytes);
    }

    private interface Fetched {
        void accept(long uid, FetchResponse items);
    }

    private void fetch(List<Long> uids, String items, Fetched fetched) throws ProtocolException {
        var set = uids.stream().map(String::valueOf).collect(joining(","));
        command("UID FETCH " + set + " (" + items + ")", response -> {
            if (response instanceof FetchResponse fetch) {
                var uid = fetch.getItem(UID.class);
                if (uid != null) {
                    fetched.accept(uid.uid, fetch);
                }
            }
        });
    }

    private void command(String text, Consumer<Response> each) throws ProtocolException {
        var responses = imap.command(text, null);
        imap.notifyResponseHandlers(responses);
        Arrays.stream(responses).forEach(each);
        imap.handleResult(responses[responses.length - 1]);
    }

    /**
     * Does with the mails up to a UID, all of which are kept, what is to be done with such. Again, it
     * does nothing.
     */
    void afterwards(Afterwards wish, long uid) throws ProtocolException {
        if (wish.isNothing() || uid < 1) {
            return;
        }
        var condition = "UID 1:" + uid + (wish.isMarkedSeen() ? " UNSEEN" : "");
        var uids = search(condition).stream().filter(found -> found <= uid).toList();
        for (int i = 0; i < uids.size(); i += MOST_AT_ONCE) {
            var set = uids.subList(i, Math.min(i + MOST_AT_ONCE, uids.size())).stream().map(String::valueOf)
                    .collect(joining(","));
            if (wish.isMarkedSeen()) {
                command("UID STORE " + set + " +FLAGS.SILENT (\\Seen)", response -> {
                });
            } else {
                move(set, String.valueOf(wish.folder()));
            }
        }
    }

    private void move(String set, String folder) throws ProtocolException {
        if (!imap.hasCapability("MOVE")) {
            throw new CommandFailedException("the server cannot move mails (RFC 6851): take seen, or leave");
        }
        command("UID MOVE " + set + " \"" + folder.replace("\\", "\\\\").replace("\"", "\\\"") + "\"", response -> {
        });
    }

    boolean canIdle() {
        return imap.hasCapability("IDLE");
    }

    /** Returns when the server has something to say, or when patience is over. */
    void idle(Duration patience) throws IOException, ProtocolException {
        if (news) {
            return;
        }
        imap.idleStart();
        boolean idling = true;
        if (!news) {
            line.patience(patience);
            try {
                idling = imap.processIdleResponse(read());
            } catch (SocketTimeoutException e) {
                // nothing happened: IDLE is renewed, and the poll is due
            } finally {
                line.patience(ANSWER);
            }
        }
        if (idling) {
            imap.idleAbort();
            while (imap.processIdleResponse(read())) {
                // what it says between our DONE and its OK is seen by the next search
            }
        }
    }

    private Response read() throws IOException, ProtocolException {
        var response = imap.readResponse();
        if (response.isBYE()) {
            throw new ConnectionException("the server said goodbye");
        }
        return response;
    }
}
