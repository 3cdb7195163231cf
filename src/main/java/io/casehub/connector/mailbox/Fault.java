package io.casehub.connector.mailbox;

import org.eclipse.angus.mail.iap.ProtocolException;

/** What a failure is called in log lines and on the connector's page. */
final class Fault {

    private static final int LONGEST = 300;

    private Fault() {}

    /** Servers like to repeat who tried to log in; mail addresses are left out. */
    static String of(Throwable failure) {
        var cause = cause(failure);
        var kind = cause.getClass().getSimpleName();
        var text = cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
        var anonymous = text.replaceAll("\\S+@\\S+", "…").strip();
        return anonymous.substring(0, Math.min(anonymous.length(), LONGEST));
    }

    /** Angus dresses up a broken connection as a goodbye of the server. */
    private static Throwable cause(Throwable failure) {
        if (failure instanceof ProtocolException refused && refused.getResponse() != null
                && refused.getResponse().getException() != null) {
            return refused.getResponse().getException();
        }
        return failure;
    }
}
