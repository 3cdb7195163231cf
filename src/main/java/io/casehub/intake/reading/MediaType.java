package io.casehub.intake.reading;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Content-Type of a part as far as it can be made out; text where it cannot. */
record MediaType(String name, @Nullable String charset, @Nullable String boundary, Wrapping wrapping) {

    /** How a plain text's lines were broken (RFC 3676). */
    enum Wrapping {
        FIXED, FLOWED, FLOWED_DELETING_SPACES
    }

    static final MediaType TEXT = new MediaType("text/plain", null, null, Wrapping.FIXED);

    private static final Pattern NAME = Pattern.compile("^[\\s\"']*([\\w.+-]+/[\\w.+-]+)");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\*?\\s*=\\s*(?:''|\"|')?([\\w.:+-]{1,60})");
    private static final Pattern FLOWED = Pattern.compile("(?i)format\\s*=\\s*\"?flowed\\b");
    private static final Pattern DELETING = Pattern.compile("(?i)delsp\\s*=\\s*\"?yes\\b");
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)boundary\\s*=\\s*(?:\"([^\"\\r\\n]{1,500})\"|([^;\\s\"]{1,500}))");

    static MediaType of(Part part) throws MessagingException {
        var values = part.getHeader("Content-Type");
        if (values == null) {
            return TEXT;
        }
        var name = NAME.matcher(values[0]);
        var charset = CHARSET.matcher(values[0]);
        return new MediaType(name.find() ? name.group(1).toLowerCase(Locale.ROOT) : "text/plain",
                charset.find() ? charset.group(1) : null, boundary(values[0]), wrapping(values[0]));
    }

    private static Wrapping wrapping(String value) {
        if (!FLOWED.matcher(value).find()) {
            return Wrapping.FIXED;
        }
        return DELETING.matcher(value).find() ? Wrapping.FLOWED_DELETING_SPACES : Wrapping.FLOWED;
    }

    private static @Nullable String boundary(String value) {
        var boundary = BOUNDARY.matcher(value);
        if (!boundary.find()) {
            return null;
        }
        return boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    }

    boolean isMultipart() {
        return name.startsWith("multipart/");
    }

    boolean isReadable() {
        return name.equals("text/plain") || isHtml() || name.equals("text/enriched");
    }

    boolean isHtml() {
        return name.equals("text/html") || name.equals("application/xhtml+xml");
    }
}
