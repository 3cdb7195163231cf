package io.casehub.intake.reading.mime;

import io.casehub.intake.reading.words.PlainText;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of a message or a part, read as far as it can be; never an exception. */
public final class Headers {

    private static final int LONGEST_LINE = 50_000;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_REPEATS = 100;
    private static final int MOST_IDS = 200;
    private static final Pattern ID = Pattern.compile("<\\s*([^<>]{1,400}?)\\s*>");
    private static final Pattern BARE_ID = Pattern.compile("[^\\s<>,;\"()]{1,300}@[^\\s<>,;\"()]{1,300}");

    private final Part part;
    private final @Nullable String charset;

    Headers(Part part, @Nullable String charset) {
        this.part = part;
        this.charset = charset;
    }

    /** Each value of a header, unfolded, its bytes made text, encoded words still encoded. */
    public List<String> raw(String name) {
        try {
            var values = part.getHeader(name);
            return values == null
                    ? List.of()
                    : Arrays.stream(values).limit(MOST_REPEATS).map(this::unfold).toList();
        } catch (MessagingException | RuntimeException e) {
            return List.of();
        }
    }

    /** The names of all lines from the top, and what they say, as they stand there. */
    public List<Header> lines() {
        try {
            return Collections.list(part.getAllHeaders());
        } catch (MessagingException | RuntimeException e) {
            return List.of();
        }
    }

    private String unfold(String value) {
        var bounded = value.length() > LONGEST_LINE ? value.substring(0, LONGEST_LINE) : value;
        return TextDecoding.decodeHeader(bounded.replaceAll("\\r?\\n[ \\t]*", " ").strip(), charset);
    }

    /** The first that is not empty. */
    public Optional<String> first(String name) {
        return raw(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** As a reader sees it: decoded, on one line. */
    public Optional<String> text(String name) {
        return first(name).map(EncodedWords::decode).map(text -> PlainText.line(text, LONGEST_TEXT)).filter(
                text -> !text.isEmpty());
    }

    /** When it was written, by the writer's clock. */
    public Optional<Instant> date() {
        return raw("Date").stream().flatMap(date -> WrittenDate.of(date).stream()).map(WrittenDate::instant)
                .findFirst();
    }

    /** Message ids without their angle brackets, in their order, each once. */
    public List<String> ids(String name) {
        var ids = new LinkedHashSet<String>();
        for (var value : raw(name)) {
            var pattern = ID.matcher(value).find() ? ID : BARE_ID;
            pattern.matcher(value).results().limit(MOST_IDS)
                    .map(found -> PlainText.line(found.group(found.groupCount()), LONGEST_TEXT).replace(" ", ""))
                    .filter(id -> !id.isEmpty() && ids.size() < MOST_IDS)
                    .forEach(ids::add);
        }
        return List.copyOf(ids);
    }

    /** Everybody whom a header names. */
    public List<Address> addresses(String name) {
        return raw(name).stream().flatMap(value -> Address.all(value).stream()).limit(Address.MOST).toList();
    }
}
