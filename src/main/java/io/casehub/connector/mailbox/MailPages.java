package io.casehub.connector.mailbox;

import io.casehub.connector.mailbox.ImapSession.Head;
import io.casehub.intake.ArrivedMail;
import io.casehub.intake.MailPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a mailbox into pages. How far it has been read is asked of the books before each page and
 * kept nowhere else.
 */
final class MailPages {

    /** So much of mails travels together, unless one is larger. */
    private static final long LARGEST_PAGE = 16L * 1024 * 1024;

    private final String system;
    private final String route;
    private final @Nullable String address;
    private final Afterwards afterwards;
    private final Books books;
    private final Stride stride;

    MailPages(String system, String route, MailboxSettings settings, Books books) {
        this.system = system;
        this.route = route;
        this.address = settings.address();
        this.afterwards = settings.afterwards();
        this.books = books;
        this.stride = new Stride(settings.pageSize());
    }

    /**
     * The page behind the stored cursor, empty where nothing is new. The first look at a mailbox is a
     * page even without mails: it fixes what was there before the hub came.
     */
    Optional<MailPage> next(ImapSession session) throws ProtocolException {
        var before = books.cursor(route).orElse(null);
        var known = before == null ? null : MailCursor.parse(before);
        if (known == null || known.uidValidity() != session.uidValidity()) {
            known = new MailCursor(session.uidValidity(), 0, backlog(known, session));
            if (session.uidsAfter(0, 1).isEmpty()) {
                return Optional.of(page(List.of(), before, known));
            }
        }
        while (true) {
            var uids = session.uidsAfter(known.uid(), stride.width());
            if (uids.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(read(session, uids, before, known));
            } catch (CommandFailedException | BadCommandException e) {
                // the connection is well, one of these mails is not: asked again in a shorter stride
            }
        }
    }

    /**
     * In another life of its folder, what was there already is found to be known, and the rest has come
     * since.
     */
    private static long backlog(@Nullable MailCursor before, ImapSession session) throws ProtocolException {
        boolean isBehind = before != null && before.uid() >= before.backlogUntil();
        return isBehind ? 0 : session.highestUid();
    }

    /** Does in the mailbox what is to be done with mails that are kept. */
    void afterwards(ImapSession session) throws ProtocolException {
        var known = books.cursor(route).map(MailCursor::parse);
        if (known.isPresent() && known.get().uidValidity() == session.uidValidity()) {
            session.afterwards(afterwards, known.get().uid());
        }
    }

    private MailPage read(ImapSession session, List<Long> uids, @Nullable String before, MailCursor cursor)
            throws ProtocolException {
        var givenUp = stride.givenUp();
        if (givenUp.isPresent()) {
            stride.succeeded();
            var head = new Head(uids.getFirst(), Instant.now(), 0);
            return page(List.of(mail(head, new byte[0], givenUp.get(), cursor)), before, cursor.at(head.uid()));
        }
        try {
            var page = fetch(session, uids, before, cursor);
            stride.succeeded();
            return page;
        } catch (ProtocolException e) {
            stride.failed(Fault.of(e));
            throw e;
        }
    }

    private MailPage fetch(ImapSession session, List<Long> uids, @Nullable String before, MailCursor cursor)
            throws ProtocolException {
        var heads = session.heads(uids);
        int fitting = fitting(heads);
        var bodies = session.bodies(heads.subList(0, fitting));
        var mails = new ArrayList<ArrivedMail>();
        for (var head : heads.subList(0, fitting)) {
            var raw = bodies.get(head.uid());
            if (raw == null) {
                throw new CommandFailedException("the server gave no content");
            }
            boolean whole = head.size() <= ImapSession.LARGEST_MAIL;
            mails.add(mail(head, raw, whole ? null : "cut: the mail has " + head.size() + " bytes", cursor));
        }
        // mails that were deleted since the search leave holes, which the cursor passes
        var last = fitting < heads.size() ? heads.get(fitting - 1).uid() : uids.getLast();
        return page(mails, before, cursor.at(last));
    }

    /** How many of the mails one page may hold: at least one. */
    private static int fitting(List<Head> heads) {
        long bytes = 0;
        for (int i = 0; i < heads.size(); i++) {
            bytes += heads.get(i).size();
            if (bytes > LARGEST_PAGE) {
                return Math.max(1, i);
            }
        }
        return heads.size();
    }

    private static ArrivedMail mail(Head head, byte[] raw, @Nullable String fault, MailCursor cursor) {
        return new ArrivedMail(head.uid(), head.receivedAt(), raw, head.uid() <= cursor.backlogUntil(), fault);
    }

    private MailPage page(List<ArrivedMail> mails, @Nullable String before, MailCursor after) {
        return new MailPage(route, system, address, after.uidValidity(), mails, before, after.text());
    }
}
