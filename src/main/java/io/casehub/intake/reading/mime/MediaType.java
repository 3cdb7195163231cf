package io.casehub.intake.reading.mime;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Content-Type of a part as far as it can be made out; text where it cannot.
 *
 * @param name in lower case, such as {@code text/plain}
 */
public record MediaType(String name, @Nullable String charset, @Nullable String boundary, Wrapping wrapping) {

    /** How a plain text's lines were broken (RFC 3676). */
    public enum Wrapping {
        FIXED,
        FLOWED,
        FLOWED_DELETING_SPACES
    }

    public static final MediaType TEXT = new MediaType("text/plain", null, null, Wrapping.FIXED);
    static final MediaType MESSAGE = new MediaType("message/rfc822", null, null, Wrapping.FIXED);

    private static final Pattern NAME = Pattern.compile("[\\s\"']*([\\w.+-]+)\\s*/\\s*([\\w.+-]+).*", Pattern.DOTALL);
    /** Where no semicolon parts the parameters. */
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\*?\\s*=\\s*(?:''|\"|')?([\\w.:+-]{1,60})");
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)boundary\\s*=\\s*(?:\"([^\"\\r\\n]{1,5000})\"|([^;\\s\"]{1,5000}))");

    /** What a header says; {@code otherwise} where it says nothing. */
    static MediaType of(Optional<String> header, MediaType otherwise) {
        if (header.isEmpty()) {
            return otherwise;
        }
        var value = header.get();
        var parameters = Parameters.of(value);
        var name = NAME.matcher(parameters.value());
        var charset = parameters.get("charset").or(() -> found(CHARSET, value));
        var wrapping = !"flowed".equalsIgnoreCase(parameters.named().get("format"))
                ? Wrapping.FIXED
                : "yes".equalsIgnoreCase(parameters.named().get("delsp"))
                        ? Wrapping.FLOWED_DELETING_SPACES
                        : Wrapping.FLOWED;
        return new MediaType(name.matches()
                ? (name.group(1) + "/" + name.group(2)).toLowerCase(Locale.ROOT)
                : otherwise.name(), charset.orElse(null),
                found(BOUNDARY, value).or(() -> parameters.get("boundary")).map(String::stripTrailing)
                        .orElse(null),
                wrapping);
    }

    /** A type by its name alone; bytes where it is none. */
    public static MediaType named(@Nullable String name) {
        return of(Optional.ofNullable(name), new MediaType("application/octet-stream", null, null, Wrapping.FIXED));
    }

    private static Optional<String> found(Pattern pattern, String value) {
        var found = pattern.matcher(value);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.group(1)).or(() -> Optional.ofNullable(found.group(2)));
    }

    boolean isMultipart() {
        return name.startsWith("multipart/");
    }

    /** Whether it is text that a person reads in the mail itself. */
    public boolean isReadable() {
        return name.equals("text/plain") || isHtml() || name.equals("text/enriched") || name.equals("text/richtext");
    }

    public boolean isHtml() {
        return name.equals("text/html") || name.equals("application/xhtml+xml");
    }

    public boolean isMessage() {
        return name.equals("message/rfc822") || name.equals("message/global");
    }
}
