package io.casehub.intake.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes to text, where the name of the charset may be missing, invented or a lie. */
final class TextDecoding {

    /** What the names mean that mail programs made up, or used for less than they sent. */
    private static final Map<String, String> ALIASES = Map.of("iso-gb2312", "GB18030", "gb2312", "GB18030", "gbk",
            "GB18030", "utf8", "UTF-8", "iso-8859-8-i", "ISO-8859-8", "ks_c_5601-1987", "x-windows-949", "iso-8859-1",
            "windows-1252", "latin1", "windows-1252", "iso-2022-jp", "x-windows-iso2022jp");
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int SURE = 40;
    private static final int SAMPLE = 64 * 1024;

    private TextDecoding() {}

    /** Text in the charset of that name if the bytes agree, else in the one they look like. */
    static String decode(byte[] bytes, @Nullable String name) {
        var named = name == null ? Optional.<Charset>empty() : charset(name);
        if (named.isPresent() && !named.get().equals(US_ASCII)) {
            return strictly(bytes, named.get()).orElseGet(() -> guess(bytes, named.get()));
        }
        return guess(bytes, null);
    }

    /** Header text as Angus gives it, a char for each byte, in the charset the bytes look like. */
    static String decodeHeader(String bytesAsChars) {
        boolean ascii = bytesAsChars.chars().allMatch(c -> c < 0x80);
        boolean bytes = bytesAsChars.chars().allMatch(c -> c <= 0xff);
        return ascii || !bytes ? bytesAsChars : guess(bytesAsChars.getBytes(ISO_8859_1), null);
    }

    private static String guess(byte[] bytes, @Nullable Charset named) {
        return strictly(bytes, UTF_8).orElseGet(
                () -> new String(bytes, named == null || named.equals(UTF_8) ? likely(bytes) : named));
    }

    private static Charset likely(byte[] bytes) {
        var match = new CharsetDetector().setText(Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE))).detect();
        return match == null || match.getConfidence() < SURE ? WESTERN : charset(match.getName()).orElse(WESTERN);
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> charset(String name) {
        var plain = name.strip().replace("\"", "").replace("'", "").toLowerCase(Locale.ROOT);
        try {
            return Optional.of(Charset.forName(ALIASES.getOrDefault(plain, plain)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
