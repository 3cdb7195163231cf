package io.casehub.connector.push;

import io.casehub.outbound.Command;
import io.casehub.outbound.Outcome;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * The telling of a command on its way through a template, which goes round while there is more to
 * say.
 */
final class Conversation {

    private static final String MORE = "more";
    private static final String TELLING = "telling";

    private Conversation() {}

    static void begin(Exchange exchange, boolean isAsking, Absence absence) {
        exchange.setProperty(TELLING,
                new Telling(exchange.getMessage().getBody(Command.class), isAsking, absence));
        goOn(exchange);
    }

    static Telling of(Exchange exchange) {
        return exchange.getProperty(TELLING, Telling.class);
    }

    static void goOn(Exchange exchange) {
        exchange.setProperty(MORE, !of(exchange).isOver());
    }

    /** @param meant what a failure means for a command; of a question it only says that nobody knows */
    static void failed(Exchange exchange, Function<Exception, Outcome> meant) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        var telling = of(exchange);
        if (telling.isQuestion()) {
            telling.asked(Finding.unclear(Failures.sentence(failure)));
        } else {
            telling.told(meant.apply(failure));
        }
        goOn(exchange);
    }

    static void end(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(of(exchange).outcome());
    }
}
