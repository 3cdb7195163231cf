package io.casehub.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Mails of many people: first ones, answers, programs', and such as are sent twice. */
final class Letters {

    private static final int SENDERS = 2000;

    private final Random random;
    private final List<String> roots = new ArrayList<>();
    /** The first mail of the conversation of each mail that a person wrote. */
    final Map<String, String> rootOf = new TreeMap<>();
    private int count;

    Letters(Random random) {
        this.random = random;
    }

    /** The next mails, by a name of their own each; some are the same mail twice. */
    Map<String, byte[]> next(int most, int size) {
        var mails = new LinkedHashMap<String, byte[]>();
        while (mails.size() < most) {
            var id = "h" + count++ + "@harness.example";
            var mail = mail(id, size);
            mails.put(id, mail);
            if (random.nextInt(20) == 0 && mails.size() < most) {
                mails.put(id + " again", mail);
            }
        }
        return mails;
    }

    private byte[] mail(String id, int size) {
        int kind = random.nextInt(10);
        boolean isReply = kind < 4 && !roots.isEmpty();
        var root = isReply ? roots.get(random.nextInt(roots.size())) : id;
        var more = isReply ? "In-Reply-To: <" + root + ">\n" : kind == 9 ? "Auto-Submitted: auto-generated\n" : "";
        if (isReply || kind < 9) {
            rootOf.put(id, root);
        }
        if (!isReply && kind < 9) {
            roots.add(id);
        }
        int sender = Math.floorMod(root.hashCode(), SENDERS);
        var head = "From: Sender %d <s%d@people%d.example>\nTo: support@acme.example\nSubject: Matter %s\nMessage-ID: <%s>\n"
                .formatted(sender, sender, sender, root, id) + more + "\n";
        return (head + "Dear support, this is " + id + ".\n" + filling(size)).replace("\n", "\r\n").getBytes(UTF_8);
    }

    private static String filling(int size) {
        return "Nothing more is said in this line than that it is one.\n".repeat(size / 55);
    }
}
