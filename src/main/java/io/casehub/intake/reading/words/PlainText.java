package io.casehub.intake.reading.words;

/** Text that may be stored and shown: without control characters, and bounded. */
public final class PlainText {

    private PlainText() {}

    public static String lines(String text, int longest) {
        var clean = new StringBuilder(Math.min(text.length(), longest));
        for (int i = 0; i < text.length() && clean.length() < longest; i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                // some gateways make CR CR LF of a line's end
                boolean pair = text.startsWith("\n", i + 1) || text.startsWith("\r\n", i + 1);
                clean.append(pair ? "" : "\n");
            } else if (c == '\n' || c == '\t' || !Character.isISOControl(c) && c != '\ufeff') {
                clean.append(c);
            }
        }
        int last = clean.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(clean.charAt(last))) {
            clean.setLength(last);
        }
        return clean.toString();
    }

    /** On one line, as a subject stands in a list. */
    public static String line(String text, int longest) {
        return lines(text, longest * 2).replaceAll("\\s+", " ").strip().transform(
                line -> line.length() <= longest ? line : lines(line, longest));
    }
}
