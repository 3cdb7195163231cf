package io.casehub.harness;

import io.casehub.landscape.system.Journal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be true of mails: each is there once, and was acknowledged once. */
final class Correspondence {

    private final List<Journal.Entry> journal;
    private final JdbcClient jdbc;
    private final Map<String, Integer> looked;
    private final Consumer<String> broken;

    Correspondence(FaultyCompany company, Map<String, Integer> looked, Consumer<String> broken) {
        this.journal = company.landscape().email().journal().entries();
        this.jdbc = company.jdbc();
        this.looked = looked;
        this.broken = broken;
    }

    void isThereOnceAndAcknowledgedOnce() {
        isThereOnce();
        isAcknowledgedOnce();
    }

    private void isThereOnce() {
        var known = jdbc.sql("select key from source_record where system = 'email' and entity = 'interaction'")
                .query(String.class).set();
        var arrived = journal.stream().filter(entry -> entry.kind().equals("changed") && entry.what().equals("mail"))
                .map(entry -> entry.key().replaceAll("[<>]", "")).toList();
        looked.put("mails", arrived.size());
        var missing = arrived.stream().filter(id -> !known.contains(id)).toList();
        int quarantined = jdbc.sql("select count(*) from mail_receipt where fate = 'quarantined'").query(Integer.class)
                .single();
        looked.put("mails quarantined", quarantined); // at work at five kills: kept, and shown to somebody
        if (missing.size() > quarantined) {
            broken.accept(missing.size() + " mails are not there, and " + quarantined + " in quarantine: " + missing);
        }
        jdbc.sql("""
                select message_id from mail_receipt group by message_id
                having count(*) filter (where fate in ('new-case', 'reply', 'automatic')) > 1
                """).query(String.class).list().forEach(id -> broken.accept("the mail " + id + " was taken twice"));
    }

    /** An acknowledgement of which nobody knows may have been sent, or not. */
    private void isAcknowledgedOnce() {
        var sent = journal.stream().filter(entry -> entry.what().equals("send mail") && entry.request() != null)
                .map(entry -> Objects.requireNonNull(entry.request()).path("in-reply-to").asText())
                .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
        sent.forEach((id, times) -> {
            if (times > 1) {
                broken.accept("the mail " + id + " was acknowledged " + times + " times");
            }
        });
        var acknowledged = jdbc.sql("select state from delivery where kind = 'acknowledgement'").query(String.class)
                .list();
        long delivered = acknowledged.stream().filter("delivered"::equals).count();
        long unknown = acknowledged.stream().filter("unknown"::equals).count();
        looked.put("acknowledgements", acknowledged.size());
        if (sent.size() < delivered || sent.size() > delivered + unknown) {
            broken.accept(sent.size() + " mails were acknowledged, and the hub says " + delivered + ", and of "
                    + unknown + " that it does not know");
        }
    }
}
