package io.casehub.connector.mailbox;

import io.casehub.intake.ArrivedMail;
import io.casehub.intake.MailPage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Books and mailroom in one, in memory: a page read behind another cursor than the stored one is
 * not taken.
 */
final class RememberingBooks implements Books {

    final List<MailPage> pages = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger reached = new AtomicInteger();
    private final Map<String, String> cursors = new ConcurrentHashMap<>();

    synchronized void accept(MailPage page) {
        if (Objects.equals(cursors.get(page.route()), page.before())) {
            cursors.put(page.route(), page.after());
            pages.add(page);
        }
    }

    List<ArrivedMail> mails() {
        return pages.stream().flatMap(page -> page.mails().stream()).toList();
    }

    MailCursor cursorOf(String route) {
        return MailCursor.parse(cursor(route).orElseThrow());
    }

    @Override
    public Optional<String> cursor(String route) {
        return Optional.ofNullable(cursors.get(route));
    }

    @Override
    public boolean holds(String system) {
        return true;
    }

    @Override
    public void reached(String system, String route) {
        reached.incrementAndGet();
    }

    @Override
    public void failed(String system, String route, String reason) {
        failures.add(reason);
    }

    /** What is read to its end shows in what was accepted. */
    @Override
    public void readWhole(String route) {}
}
