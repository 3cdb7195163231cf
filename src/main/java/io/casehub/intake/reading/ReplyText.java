package io.casehub.intake.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody wrote now: a mail's text without the quotation below, above or between it, and
 * without what follows the signature's {@code -- }.
 */
final class ReplyText {

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?iu)^\\s*(on|am|le|el|il|op|den|em|dne|dnia|w dniu|på|em|в|ср|пн|вт|чт|пт|сб|вс)\\s.{4,400}?"
                    + "(wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu|napsal|napisał|пишет|написал)"
                    + ".{0,200}:\\s*$");
    /** In any language: who or when, a colon, and then a quotation. */
    private static final Pattern LEAD_IN = Pattern.compile("^.{0,400}(@|\\d{1,2}[:.]\\d{2}|\\d{4}).{0,300}:\\s*$");
    private static final Pattern ORIGINAL = Pattern.compile(
            "(?iu)^\\s*-{2,}\\s*(original|ursprüngliche|forwarded|weitergeleitete|message d|mensaje|messaggio|"
                    + "oorspronkelijk|reply|antwort|исходное|пересылаемое).{0,60}$");
    private static final Pattern FIELD = Pattern.compile(
            "(?iu)^[\\s*]*(from|sent|date|to|subject|cc|von|gesendet|datum|an|betreff|de|envoyé|à|objet|enviado|para|"
                    + "asunto|da|inviato|a|oggetto|data|van|verzonden|aan|onderwerp|från|skickat|till|ämne|fra|sendt|til|"
                    + "emne|od|do|wysłano|temat|от|отправлено|кому|тема|дата)\\*?\\s*:.+");
    private static final int FIELDS_OF_A_BLOCK = 3;
    private static final Pattern SIGNATURE = Pattern.compile("^--[ \\t\\u00a0]?$");
    /** What telephones write below, in the languages they do it in most. */
    private static final Pattern DEVICE = Pattern.compile(
            "(?iu)^\\s*(sent from (my|mail for|outlook|yahoo)|get outlook for|von (meinem|meiner) .{1,60} gesendet|"
                    + "gesendet (von|mit)|diese nachricht wurde von mein|holen sie sich outlook|envoyé de(puis)? mon|"
                    + "télécharger outlook|obtenez outlook|enviado desde mi|obtener outlook|enviado do meu|"
                    + "inviato da(l mio)?|scarica outlook|verzonden vanaf|skickat från min|sendt fra min|"
                    + "wysłan[oe] z|отправлено с).{0,80}$");
    private static final Pattern RULE = Pattern.compile("^\\s*_{8,}\\s*$");
    private static final int LONGEST_ATTRIBUTION = 4;
    private static final int LONGEST_LINE = 1_000;

    private final List<String> lines;

    private ReplyText(List<String> lines) {
        this.lines = lines;
    }

    /** Empty where the whole text is quotation. */
    static String of(String text) {
        return new ReplyText(text.replace('\u00a0', ' ').lines().toList()).written().strip();
    }

    private String written() {
        var kept = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (isQuoted(line) || isDevice(i)) {
                continue;
            }
            if (SIGNATURE.matcher(line).matches() || isHeaderBlock(i)) {
                break;
            }
            int attribution = attributionAt(i);
            if (attribution > 0) {
                i += attribution - 1;
                if (!isFollowedByQuote(i)) {
                    break;
                }
                continue;
            }
            kept.add(line);
        }
        return String.join("\n", kept).replaceAll("\n{3,}", "\n\n");
    }

    private static boolean isQuoted(String line) {
        return line.stripLeading().startsWith(">");
    }

    /** How many lines from here announce a quotation; 0 where none does. */
    private int attributionAt(int start) {
        var joined = new StringBuilder();
        for (int i = start; i < Math.min(lines.size(), start + LONGEST_ATTRIBUTION); i++) {
            var line = lines.get(i);
            if (line.isBlank() || line.length() > LONGEST_LINE || isQuoted(line)) {
                return 0;
            }
            joined.append(line.strip()).append(' ');
            if (!line.strip().endsWith(":")) {
                continue;
            }
            boolean named = ATTRIBUTION.matcher(joined).matches();
            if (named || i - start < 2 && LEAD_IN.matcher(joined).matches() && isFollowedByQuote(i)) {
                // what stands right above an announcement that is whole in itself is not part of it
                boolean whole = (named ? ATTRIBUTION : LEAD_IN).matcher(line).matches();
                return whole && i > start ? 0 : i - start + 1;
            }
        }
        return 0;
    }

    /** Below an empty line, or first: what somebody says is not taken for it. */
    private boolean isDevice(int index) {
        var line = lines.get(index);
        return line.length() <= LONGEST_LINE && DEVICE.matcher(line).matches()
                && (index == 0 || lines.get(index - 1).isBlank());
    }

    private boolean isFollowedByQuote(int index) {
        return lines.stream().skip(index + 1L).filter(line -> !line.isBlank()).findFirst().filter(ReplyText::isQuoted)
                .isPresent();
    }

    /**
     * "-----Original Message-----", or the From, Sent, To and Subject that Outlook puts above a
     * quotation.
     */
    private boolean isHeaderBlock(int index) {
        var line = lines.get(index);
        if (line.length() > LONGEST_LINE) {
            return false;
        }
        if (ORIGINAL.matcher(line).matches()) {
            return true;
        }
        boolean begins = RULE.matcher(line).matches() || FIELD.matcher(line).matches();
        return begins && lines.stream().skip(index).limit(6)
                .filter(next -> next.length() <= LONGEST_LINE && FIELD.matcher(next).matches())
                .count() >= FIELDS_OF_A_BLOCK;
    }
}
