package io.casehub.ingest.drift;

/** Tells names of fields from data that somebody uses as names: ids, dates, addresses. */
final class Keys {

    private static final int LONGEST = 60;
    private static final int MOST = 64;
    private static final int TIMES_THE_WIDEST = 8;
    private static final int HASH = 12;

    private Keys() {}

    /** Whether a key can be no name: a number, a date, an id in hexadecimal, an address, a text. */
    static boolean isData(String key) {
        if (key.isEmpty() || key.length() > LONGEST || key.indexOf('@') > 0) {
            return true;
        }
        int digits = 0;
        int letters = 0;
        for (int i = 0; i < key.length(); i++) {
            char one = key.charAt(i);
            if (one < ' ') {
                return true; // nor does PostgreSQL have text with a NUL in it
            }
            if (one >= '0' && one <= '9') {
                digits++;
            } else if (isHexadecimal(one)) {
                letters++;
            } else if ("-:. +".indexOf(one) < 0) {
                return false;
            }
        }
        return digits > 0 && (letters == 0 || digits + letters >= HASH);
    }

    /**
     * Whether an object had so many different keys, of which no payload has more than a few, that they
     * are not a list of fields.
     *
     * @param widest the most keys that one payload had
     */
    static boolean areData(int different, int widest) {
        return different > MOST && different > TIMES_THE_WIDEST * widest;
    }

    private static boolean isHexadecimal(char one) {
        return one >= 'a' && one <= 'f' || one >= 'A' && one <= 'F';
    }
}
