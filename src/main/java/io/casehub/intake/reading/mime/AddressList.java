package io.casehub.intake.reading.mime;

import java.util.ArrayList;
import java.util.List;

/** The grammar of address headers: where one mailbox ends, and what is comment or quoted. */
final class AddressList {

    private AddressList() {}

    /** One text for each mailbox; the names of groups are left out. */
    static List<String> split(String value) {
        var mailboxes = new ArrayList<String>();
        var current = new StringBuilder();
        var state = new State();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = state.isPlain();
            i += state.take(c) && i + 1 < value.length() ? 1 : 0;
            if (plain && (c == ',' || c == ';')) {
                add(mailboxes, current);
            } else if (plain && c == ':' && current.indexOf("@") < 0 && !isMailto(current)) {
                current.setLength(0);
            } else {
                current.append(c == '\\' && value.charAt(i) != c ? "\\" + value.charAt(i) : c);
            }
        }
        add(mailboxes, current);
        return state.isPlain() || mailboxes.size() > 1 || !value.contains(",") ? mailboxes : roughly(value);
    }

    /** A quote that never ends: every comma behind an address parts. */
    private static List<String> roughly(String value) {
        return List.of(value.split("(?<=@[^\\s,]{1,255})\\s*,"));
    }

    private static boolean isMailto(CharSequence current) {
        return current.toString().strip().equalsIgnoreCase("mailto");
    }

    private static void add(List<String> mailboxes, StringBuilder current) {
        var mailbox = current.toString().strip();
        if (!mailbox.isEmpty() && mailboxes.size() < Address.MOST) {
            mailboxes.add(mailbox);
        }
        current.setLength(0);
    }

    /** Puts what stands in parentheses aside. */
    static String withoutComments(String mailbox, StringBuilder comments) {
        var text = new StringBuilder();
        var state = new State();
        for (int i = 0; i < mailbox.length(); i++) {
            char c = mailbox.charAt(i);
            int before = state.comments;
            boolean escapes = state.take(c);
            var into = before > 0 && state.comments > 0 ? comments : text;
            if (before == state.comments) {
                into.append(c);
            } else if (before > 0 && state.comments == 0) {
                comments.append(' ');
            }
            if (escapes && i + 1 < mailbox.length()) {
                into.append(mailbox.charAt(++i));
            }
        }
        return state.comments > 0 ? mailbox : text.toString();
    }

    /** Where the address's bracket opens; -1 where none does. */
    static int angle(String mailbox) {
        var state = new State();
        int angle = -1;
        for (int i = 0; i < mailbox.length(); i++) {
            char c = mailbox.charAt(i);
            if (c == '<' && !state.quoted) {
                angle = i;
            }
            i += state.take(c) ? 1 : 0;
        }
        return angle < 0 && state.quoted ? mailbox.lastIndexOf('<') : angle;
    }

    /** Without the quotes and their escapes. */
    static String unquoted(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else if (text.charAt(i) != '"') {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static final class State {

        private boolean quoted;
        private boolean inAngle;
        private int comments;

        boolean isPlain() {
            return !quoted && !inAngle && comments == 0;
        }

        /** True where the next character is taken as it is. */
        boolean take(char c) {
            if (c == '\\') {
                return quoted || comments > 0;
            }
            if (quoted) {
                quoted = c != '"';
            } else if (comments > 0) {
                comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else {
                quoted = c == '"';
                comments = c == '(' ? 1 : 0;
                inAngle = c == '<' || inAngle && c != '>';
            }
            return false;
        }
    }
}
