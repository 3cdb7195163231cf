package io.casehub.intake.reading.text;

import io.casehub.intake.reading.mime.MediaType.Wrapping;

/** Paragraphs that a mail program broke into lines ending in a blank, put together (RFC 3676). */
public final class FlowedText {

    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    public static String unfold(String text, Wrapping wrapping) {
        if (wrapping == Wrapping.FIXED) {
            return text;
        }
        var unfolded = new StringBuilder(text.length());
        int depthBefore = -1; // of a line that flows into the next
        for (var line : text.lines().toList()) {
            int depth = depth(line);
            var said = unstuffed(line.substring(depth));
            boolean isSignature = said.equals(SIGNATURE);
            if (depthBefore != depth || isSignature) {
                unfolded.append(unfolded.isEmpty() ? "" : "\n").append(">".repeat(depth)).append(depth > 0 ? " " : "");
            }
            boolean flows = said.endsWith(" ") && !isSignature;
            unfolded.append(said, 0, flows && wrapping == Wrapping.FLOWED_DELETING_SPACES
                    ? said.length() - 1
                    : said.length());
            depthBefore = flows ? depth : -1;
        }
        return unfolded.toString();
    }

    private static int depth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }

    private static String unstuffed(String line) {
        return line.startsWith(" ") ? line.substring(1) : line;
    }
}
