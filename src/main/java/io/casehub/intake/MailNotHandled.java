package io.casehub.intake;

import java.util.List;

/** A room could not take a mail, or one of several. */
final class MailNotHandled extends RuntimeException {

    private static final long serialVersionUID = 1;

    MailNotHandled(List<String> reasons) {
        super(String.join("; ", reasons));
    }
}
