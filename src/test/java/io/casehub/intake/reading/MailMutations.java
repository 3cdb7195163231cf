package io.casehub.intake.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Mails broken at random, the same ones for the same seed. */
final class MailMutations {

    private static final List<String> PIECES = List.of("\r\n", "\n\n", "\r", "--", "=?utf-8?q?", "=?iso-2022-jp?b?",
            "?=",
            "Content-Type: multipart/alternative; boundary=", "Content-Type: text/html\r\n\r\n",
            "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "boundary=\"",
            "charset=utf-7", "charset=x-nothing", "filename*0*=", "%E2%82", "\u001b$B", "<blockquote>",
            "<div class=gmail_quote>",
            "> ", "On 1 Jan 2026 at 10:00 Ann wrote:\n", "From: ", "-- \n", "begin 644 x\n", "\"", "(", "<", ";", ":",
            "-----BEGIN PGP MESSAGE-----\n", "BEGIN:VEVENT\n", "Content-Type: application/pkcs7-mime\r\n\r\n",
            "Content-Type: application/ms-tnef\r\n\r\n", "\u0000", "\u00ff\u00fe", "\u00ef\u00bb\u00bf");
    private static final int LARGEST = 200_000;

    private final List<byte[]> seeds;
    private final Random random;

    MailMutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    byte[] next() {
        var mail = seeds.get(random.nextInt(seeds.size()));
        for (int i = random.nextInt(6); i >= 0; i--) {
            mail = broken(mail);
        }
        return mail.length > LARGEST ? Arrays.copyOf(mail, LARGEST) : mail;
    }

    private byte[] broken(byte[] mail) {
        int at = random.nextInt(mail.length + 1);
        int to = Math.min(mail.length, at + random.nextInt(200));
        return switch (random.nextInt(7)) {
            case 0 -> flipped(mail);
            case 1 -> Arrays.copyOf(mail, at);
            case 2 -> joined(Arrays.copyOf(mail, at), piece(), Arrays.copyOfRange(mail, at, mail.length));
            case 3 -> joined(Arrays.copyOf(mail, at), Arrays.copyOfRange(mail, to, mail.length));
            case 4 -> joined(Arrays.copyOf(mail, to), Arrays.copyOfRange(mail, at, mail.length));
            case 5 -> joined(Arrays.copyOf(mail, at), tailOfAnother());
            default -> joined(Arrays.copyOf(mail, at), noise(), Arrays.copyOfRange(mail, at, mail.length));
        };
    }

    private byte[] flipped(byte[] mail) {
        var flipped = mail.clone();
        for (int i = random.nextInt(20); i > 0 && flipped.length > 0; i--) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).repeat(1 + (random.nextInt(10) == 0 ? random.nextInt(500) : 0))
                .getBytes(ISO_8859_1);
    }

    private byte[] noise() {
        var noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] tailOfAnother() {
        var other = seeds.get(random.nextInt(seeds.size()));
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
