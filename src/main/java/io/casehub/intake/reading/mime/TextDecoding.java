package io.casehub.intake.reading.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.charset.CharsetICU;
import com.ibm.icu.text.CharsetDetector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes to text, where the name of the charset may be missing, invented or a lie. */
public final class TextDecoding {

    /** What the names mean that mail programs made up, or used for less than they sent. */
    private static final Map<String, String> ALIASES = Map.ofEntries(Map.entry("iso-gb2312", "GB18030"),
            Map.entry("gb2312", "GB18030"), Map.entry("gbk", "GB18030"), Map.entry("cp936", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"), Map.entry("utf8", "UTF-8"), Map.entry("utf-8mb4", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"), Map.entry("unicode-1-1-utf-7", "UTF-7"),
            Map.entry("utf7", "UTF-7"), Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("iso-8859-6-i", "ISO-8859-6"), Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"), Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"), Map.entry("latin-1", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"), Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"), Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"), Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"), Map.entry("big5", "x-windows-950"), Map.entry("ansi", "windows-1252"),
            Map.entry("windows-1252http-equivcontent-type", "windows-1252"), Map.entry("tis-620", "x-windows-874"),
            Map.entry("macintosh", "x-MacRoman"), Map.entry("hz-gb-2312", "HZ"));
    private static final Set<String> SEVEN_BITS = Set.of("UTF-7", "HZ", "x-windows-iso2022jp", "ISO-2022-JP",
            "ISO-2022-KR", "ISO-2022-CN", "ISO-2022-JP-2");
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int SURE = 40;
    private static final int SAMPLE = 64 * 1024;

    private TextDecoding() {}

    /**
     * Text in the charset of that name if the bytes agree, else in the one they look like.
     *
     * @param name {@code null} where nobody named one
     */
    public static String decode(byte[] bytes, @Nullable String name) {
        var named = name == null ? Optional.<Charset>empty() : charset(name);
        if (named.isEmpty() || named.get().equals(US_ASCII)) {
            return guess(bytes, null);
        }
        // hardly anybody writes Ã¼: single bytes that are whole UTF-8 were declared wrongly
        if (named.get().canEncode() && named.get().newEncoder().maxBytesPerChar() == 1 && hasHighBytes(bytes)) {
            var utf8 = strictly(bytes, UTF_8);
            if (utf8.isPresent()) {
                return utf8.get();
            }
        }
        return strictly(bytes, named.get()).orElseGet(() -> guess(bytes, named.get()));
    }

    /**
     * Header text as it came, a char for each byte, in the charset the bytes look like.
     *
     * @param hint the charset of the text below, which wrote the header too
     */
    static String decodeHeader(String bytesAsChars, @Nullable String hint) {
        boolean plain = bytesAsChars.chars().allMatch(c -> c < 0x80 && c != 0x1b);
        boolean bytes = bytesAsChars.chars().allMatch(c -> c <= 0xff);
        if (plain || !bytes) {
            return bytesAsChars;
        }
        var raw = bytesAsChars.getBytes(ISO_8859_1);
        return hint == null || hint.toLowerCase(Locale.ROOT).startsWith("utf") ? guess(raw, null) : decode(raw, hint);
    }

    private static String guess(byte[] bytes, @Nullable Charset named) {
        if (shiftsCodes(bytes)) {
            return new String(bytes, likely(bytes));
        }
        return strictly(bytes, UTF_8).orElseGet(() -> nearlyUtf8(bytes)
                ? new String(bytes, UTF_8)
                : new String(bytes, named == null || named.equals(UTF_8) ? likely(bytes) : named));
    }

    /** ISO 2022 says by an escape what follows. */
    private static boolean shiftsCodes(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1b && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
                return true;
            }
        }
        return false;
    }

    /** UTF-8 that was cut somewhere, or has a stray byte: most of what is not ASCII is right. */
    private static boolean nearlyUtf8(byte[] bytes) {
        int right = 0;
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int lead = bytes[i] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            int length = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
            boolean whole = length > 0 && i + length < bytes.length && lead < 0xf5;
            for (int j = 1; whole && j <= length; j++) {
                whole = (bytes[i + j] & 0xc0) == 0x80;
            }
            right += whole ? 1 : 0;
            wrong += whole ? 0 : 1;
            i += whole ? length : 0;
        }
        return right > 0 && right >= 5 * wrong;
    }

    private static Charset likely(byte[] bytes) {
        var match = new CharsetDetector().setText(Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE))).detect();
        return match == null || match.getConfidence() < SURE ? WESTERN : charset(match.getName()).orElse(WESTERN);
    }

    private static boolean hasHighBytes(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        if (SEVEN_BITS.contains(charset.name()) && hasHighBytes(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The one that is meant by a name. */
    static Optional<Charset> charset(String name) {
        var plain = name.strip().replaceAll("[\"'<>;\\s]", "").toLowerCase(Locale.ROOT);
        var meant = ALIASES.getOrDefault(plain, plain);
        try {
            return Optional.of(Charset.isSupported(meant) ? Charset.forName(meant) : CharsetICU.forNameICU(meant));
        } catch (IllegalArgumentException e) {
            return unpunctuated(plain);
        }
    }

    /** Such as "cp-1252", "windows1252" or "iso88591". */
    private static Optional<Charset> unpunctuated(String name) {
        var candidates = new String[]{name.replaceAll("^(?:cp|windows|win|x-cp)[-_ ]?(\\d{4})$", "windows-$1"),
                name.replaceAll("^iso[-_ ]?8859[-_ ]?(\\d{1,2})(?:-[ei])?$", "iso-8859-$1"),
                name.replaceAll("^x-", ""), name.replace('_', '-')};
        return Arrays.stream(candidates).filter(candidate -> !candidate.equals(name))
                .map(candidate -> ALIASES.getOrDefault(candidate, candidate))
                .filter(TextDecoding::isSupported).findFirst().map(Charset::forName);
    }

    private static boolean isSupported(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
