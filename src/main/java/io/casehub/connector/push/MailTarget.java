package io.casehub.connector.push;

import io.casehub.connector.plan.Plan;

/**
 * What a route on the template {@code push-mail} is told.
 *
 * @param mapping writes the mail
 */
record MailTarget(String mapping) {

    private static final int HIGHEST_PORT = 65_535;

    static MailTarget of(Plan plan) {
        Commands.kind(plan);
        plan.filled("host", "user", "from");
        if (plan.text("auth").equals("xoauth2")) {
            plan.filled("tokenUrl", "clientId");
        } else if (!plan.text("auth").equals("password")) {
            throw plan.wrong("auth", "is password or xoauth2, and not " + plan.text("auth"));
        }
        plan.whole("port", 1, HIGHEST_PORT);
        if (plan.flag("tls") && plan.flag("starttls")) {
            throw plan.wrong("starttls", "begins in clear, and tls does not: one of the two is false");
        }
        return new MailTarget(Commands.mapping(plan));
    }
}
