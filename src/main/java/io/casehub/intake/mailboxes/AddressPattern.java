package io.casehub.intake.mailboxes;

import java.util.regex.Pattern;

/** An address in which {@code *} stands for anything. */
final class AddressPattern {

    private AddressPattern() {}

    static boolean fits(String pattern, String address) {
        var quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(quoted, Pattern.CASE_INSENSITIVE).matcher(address).matches();
    }
}
