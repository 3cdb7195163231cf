package io.casehub.connector.http;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks a system once, before anything else, as whom it sees the hub: a credential of somebody else
 * reads less than all, or may do more than it should, and nobody would notice.
 */
final class IdentityCheck {

    private final HttpSettings settings;
    private final Authentication authentication;
    private final OwnClient client;
    private final ReentrantLock once = new ReentrantLock();
    private volatile boolean isConfirmed;

    IdentityCheck(HttpSettings settings, Authentication authentication, OwnClient client) {
        this.settings = settings;
        this.authentication = authentication;
        this.client = client;
        this.isConfirmed = settings.check() == null;
    }

    /** @throws IOException where the system does not answer, or sees somebody else */
    void confirm() throws IOException {
        if (isConfirmed) {
            return;
        }
        once.lock();
        try {
            if (!isConfirmed && settings.check() != null) {
                var check = settings.check();
                var answer = client.ask(check.text("url"), settings.headers(), check.some("body").orElse(null),
                        authentication).tree();
                for (var expected : check.texts("expect").entrySet()) {
                    var found = answer.at(expected.getKey()).asText();
                    if (!found.equals(expected.getValue())) {
                        throw new IOException("the credential is somebody else's: " + expected.getKey() + " is '"
                                + found + "' and should be '" + expected.getValue() + "'");
                    }
                }
                isConfirmed = true;
            }
        } finally {
            once.unlock();
        }
    }
}
