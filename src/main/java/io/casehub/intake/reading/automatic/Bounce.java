package io.casehub.intake.reading.automatic;

import io.casehub.intake.reading.mime.Headers;
import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.words.Phrases;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A report that a mail of ours was not delivered: in the form of RFC 3464, or in the words of mail
 * servers that do not know it.
 *
 * @param recipient whom it did not reach; {@code null} where the report does not say
 * @param status as in RFC 3463, such as {@code 5.1.1}; {@code null} where the report does not say
 * @param permanent false where the server goes on trying, or another try may do
 */
public record Bounce(@Nullable String recipient, @Nullable String status, boolean permanent) {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern ADDRESS = Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\\w.-]{1,200}\\w");
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern CODE = Pattern.compile("(?<![\\d.:-])([45])\\d{2}(?=[\\s-])");
    private static final Pattern DAEMON = Pattern.compile(
            "(?i)(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|mdaemon|microsoftexchange\\w*|mailadmin|mail\\.?system|bounces?)(?:[@+-].*)?");
    private static final Pattern SUBJECT = Pattern.compile(
            "\\s*\\W{0,3}" + Phrases.of("undeliverable-subjects").anyOf() + ".*", FLAGS);
    private static final Pattern TEXT = Phrases.of("undeliverable-texts").anywhere();
    private static final Pattern YET = Phrases.of("undelivered-yet").anywhere();
    private static final int LARGEST = 100_000;
    private static final int BEGINNING = 5_000;

    /** What the report says first; empty where this is none. */
    public static Optional<Bounce> of(Headers headers, List<Leaf> parts, String sender, String text) {
        return reported(parts)
                .or(() -> headers.first("X-Failed-Recipients").map(failed -> inWords(text, address(failed))))
                .or(() -> isOne(headers, sender, text)
                        ? Optional.of(inWords(text, recipient(text)))
                        : Optional.empty());
    }

    private static Optional<Bounce> reported(List<Leaf> parts) {
        return parts.stream()
                .filter(part -> part.type().name().endsWith("/delivery-status")
                        || part.type().name().endsWith("/global-delivery-status"))
                .flatMap(part -> DeliveryReport.of(part.text(LARGEST)).stream())
                .findFirst();
    }

    /** Two of three: who sent it, what its subject says, what its text says. */
    private static boolean isOne(Headers headers, String sender, String text) {
        boolean daemon = DAEMON.matcher(sender).matches()
                || headers.first("Return-Path").filter(value -> value.replace(" ", "").equals("<>")).isPresent();
        boolean subject = headers.text("Subject").filter(value -> SUBJECT.matcher(value).matches()).isPresent();
        return daemon && subject || (daemon || subject) && TEXT.matcher(beginning(text)).find();
    }

    private static Bounce inWords(String text, @Nullable String recipient) {
        var told = beginning(text);
        var status = STATUS.matcher(told);
        var code = CODE.matcher(told);
        var found = status.find() ? status.group(1) : code.find() ? code.group(1) + ".0.0" : null;
        boolean temporary = YET.matcher(told).find() || found != null && found.startsWith("4");
        return new Bounce(recipient, found, !temporary);
    }

    /** The first address behind the words, which is not that of the server's own people. */
    private static @Nullable String recipient(String text) {
        var told = beginning(text);
        var words = TEXT.matcher(told);
        int from = words.find() ? words.start() : 0;
        while (words.find() && words.start() - from < 400) {
            from = words.start();
        }
        var behind = address(told.substring(from));
        return behind == null ? address(told) : behind;
    }

    private static @Nullable String address(String text) {
        return ADDRESS.matcher(text).results().map(found -> found.group())
                .filter(address -> !DAEMON.matcher(address).matches()).findFirst().orElse(null);
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), BEGINNING));
    }
}
