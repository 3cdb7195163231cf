package io.casehub.connector.push;

import io.casehub.connector.token.TokenMissing;
import io.casehub.outbound.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * What a failed sending means for its mail. A server that says no took nothing; silence is certain
 * only before the content was on its way.
 */
final class SmtpFailures {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(60);
    private static final int LONGEST_WORDS = 300;
    /** The steps of Angus's transport that come before DATA (RFC 5321, 3.3). */
    private static final Set<String> BEFORE_CONTENT = Set.of("protocolConnect", "mailFrom", "rcptTo");

    private SmtpFailures() {}

    static Outcome outcome(Throwable failure) {
        var chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20).toList();
        var words = words(chain);
        int code = chain.stream().mapToInt(SmtpFailures::code).filter(answer -> answer > 0).findFirst().orElse(0);
        if (code >= 500 || chain.stream().anyMatch(AddressException.class::isInstance)) {
            return new Outcome.Refused(words);
        }
        if (code >= 400 || chain.stream().anyMatch(SmtpFailures::isAtTheDoor)) {
            return new Outcome.NotReached(words, LATER);
        }
        return chain.stream().anyMatch(SmtpFailures::isBeforeContent)
                ? new Outcome.NotReached(words, SOON)
                : new Outcome.Unknown(words);
    }

    private static boolean isAtTheDoor(Throwable failure) {
        return failure instanceof AuthenticationFailedException || failure instanceof TokenMissing;
    }

    private static int code(Throwable failure) {
        return switch (failure) {
            case SMTPSendFailedException refused -> refused.getReturnCode();
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSenderFailedException refused -> refused.getReturnCode();
            default -> 0;
        };
    }

    private static boolean isBeforeContent(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(SMTPTransport.class.getName())
                        && BEFORE_CONTENT.contains(frame.getMethodName()));
    }

    private static String words(List<Throwable> chain) {
        var first = chain.getFirst();
        var words = (first.getClass().getSimpleName() + ": " + first.getMessage()).replaceAll("\\s+", " ").strip();
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words;
    }
}
