package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.events.topic.TopicReader;
import io.casehub.landscape.shipping.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must be true once everything is quiet, whatever happened before. Effects are counted in the
 * journals of the systems, and what they say is asked of them; a line for each promise that is
 * broken.
 */
final class Promises {

    private final FaultyCompany company;
    private final JdbcClient jdbc;
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Integer> looked = new TreeMap<>();

    private Promises(FaultyCompany company) {
        this.company = company;
        this.jdbc = company.jdbc();
    }

    /** All that is broken, and how much was looked at. */
    record Verdict(List<String> broken, Map<String, Integer> looked) {}

    static Verdict of(FaultyCompany company, Desks desks) {
        var promises = new Promises(company);
        promises.everyCommandHasAFate();
        promises.everyCommentIsThereOnce(desks.written());
        for (var system : List.of("crm", "billing", "shipping")) {
            desks.keys(system).forEach(key -> {
                int before = promises.broken.size();
                new Statuses(company, system, key, promises.looked, promises::broken).keepTheirPromises();
                if (promises.broken.size() > before) {
                    System.out.println(Story.of(company, system, key));
                }
            });
        }
        promises.everyNumberedChangeIsInTheHistory();
        new Correspondence(company, promises.looked, promises::broken).isThereOnceAndAcknowledgedOnce();
        promises.everyRecordIsThere();
        promises.theBooksBalance();
        promises.theAuditTrailIsWhole();
        promises.everyEventIsOnTheTopicOnceAndInOrder();
        promises.aReplayComesToTheSame();
        return new Verdict(promises.broken, promises.looked);
    }

    private void everyCommandHasAFate() {
        jdbc.sql("select state, count(*) as n from delivery group by state").query(row -> {
            looked.put("commands " + row.getString("state"), row.getInt("n"));
        });
        jdbc.sql("""
                select system, key, kind, state from delivery d
                where state in ('pending', 'sending', 'sent') and not exists (
                    select from delivery earlier where earlier.state = 'unknown' and earlier.seq < d.seq
                      and earlier.case_id = d.case_id and earlier.system = d.system)
                """).query(row -> {
            broken("a command has no fate: " + row.getString("system") + " " + row.getString("key") + " "
                    + row.getString("kind") + " is " + row.getString("state"));
        });
    }

    private void everyCommentIsThereOnce(List<Desks.Written> written) {
        looked.put("comments", written.size());
        var there = company.landscape().system("crm").journal().entries().stream()
                .filter(entry -> Statuses.isOurs(entry) && entry.what().equals("comment"))
                .map(entry -> Statuses.after(entry).path("text").asText()).toList();
        for (var one : written) {
            long times = there.stream().filter(text -> text.contains(one.mark())).count();
            var fates = jdbc.sql("""
                    select state from delivery where system = 'crm' and kind = 'case-comment' and payload like ?
                    """).param("%" + one.mark() + "%").query(String.class).list();
            if (fates.size() != 1) {
                broken("comment " + one.mark() + " became " + fates.size() + " commands");
            } else if (times > 1 || times == 0 && fates.getFirst().equals("delivered")
                    || times == 1 && (fates.getFirst().equals("refused") || fates.getFirst().equals("conflict"))) {
                broken("comment " + one.mark() + " is " + times + " times in the crm, and the hub says "
                        + fates.getFirst());
            }
        }
    }

    /** Of a topic each change has a number: not only the last must be known. */
    private void everyNumberedChangeIsInTheHistory() {
        var brokers = company.landscape().hubSettings().getOrDefault("shipping.brokers", "");
        var known = jdbc
                .sql("select entity || ' ' || key || ' ' || sequence from source_version where system = 'shipping'")
                .query(String.class).set();
        for (var topic : Map.of(Topics.INQUIRIES, "case", Topics.TRACKING, "shipment").entrySet()) {
            var numbered = TopicReader.read(brokers, topic.getKey()).stream().map(TopicReader.Message::value)
                    .filter(JsonNode::isObject)
                    .map(event -> topic.getValue() + " " + event.path(topic.getValue().equals("case")
                            ? "inquiryId"
                            : "trackingNo").asText() + " " + event.path("seq").asText())
                    .distinct().toList();
            looked.put("changes on " + topic.getKey(), numbered.size());
            numbered.stream().filter(one -> !known.contains(one)).limit(5)
                    .forEach(one -> broken("the change " + one + " is not in the history"));
        }
    }

    private void everyRecordIsThere() {
        var there = new TreeMap<String, Long>();
        var names = Map.of("crm", Map.of("contacts", "customer", "cases", "case"), "erp",
                Map.of("KUNDE", "customer", "AUFTRAG", "order", "RETOURE", "case"), "billing",
                Map.of("debtors", "customer", "invoices", "invoice", "payments", "payment", "disputes", "case"),
                "shipping", Map.of("parcels", "shipment", "inquiries", "case"));
        names.forEach((system, things) -> things.forEach((thing, entity) -> there.put(system + " " + entity,
                company.landscape().system(system).counts().getOrDefault(thing, -1L))));
        there.forEach((what, count) -> {
            var known = jdbc.sql("select count(*) from source_record where system || ' ' || entity = ?").param(what)
                    .query(Long.class).single();
            looked.merge("records", known.intValue(), Integer::sum);
            if (!known.equals(count)) {
                broken(what + ": the system has " + count + ", the hub " + known);
            }
        });
    }

    private void theBooksBalance() {
        jdbc.sql("select route from reading where received <> applied + unchanged + superseded + parked")
                .query(row -> {
                    broken("the books of " + row.getString(1) + " do not balance");
                });
        var unaccounted = jdbc.sql("""
                select (select coalesce(sum(parked), 0) from reading)
                     - (select count(*) from parked_record where replayed_at is null)
                """).query(Long.class).single();
        looked.put("parked", jdbc.sql("select count(*) from parked_record").query(Integer.class).single());
        if (unaccounted > 0) {
            broken(unaccounted + " parked records are counted and not there");
        }
    }

    private void theAuditTrailIsWhole() {
        var trail = new AuditTrail(jdbc);
        var subjects = jdbc.sql("select distinct subject_kind, subject_id from audit_entry where subject_kind = 'case'")
                .query((row, n) -> new Subject(row.getString(1), row.getString(2))).list();
        looked.put("chains", subjects.size());
        subjects.forEach(subject -> trail.verify(subject)
                .ifPresent(tampering -> broken("the trail of " + subject + ": " + tampering)));
    }

    private void everyEventIsOnTheTopicOnceAndInOrder() {
        var brokers = company.landscape().hubSettings().getOrDefault("shipping.brokers", "");
        var happened = jdbc.sql("select number from event where number is not null order by number").query(Long.class)
                .list();
        var read = TopicReader.read(brokers, FaultyCompany.TOPIC);
        var told = read.stream().map(message -> message.value().path("id").asLong()).sorted().toList();
        looked.put("events", happened.size());
        if (!told.equals(happened)) {
            broken(happened.size() + " events happened, " + told.size() + " are on the topic, "
                    + told.stream().distinct().count() + " of them different");
        }
        read.stream().collect(Collectors.groupingBy(TopicReader.Message::key)).forEach((key, ofKey) -> {
            var numbers = ofKey.stream().map(message -> message.value().path("id").asLong()).toList();
            if (!numbers.equals(numbers.stream().sorted().toList())) {
                broken("the events of " + key + " are not in order");
            }
        });
    }

    private void aReplayComesToTheSame() {
        var replay = Replay.of(company);
        looked.put("replayed", replay.compared());
        replay.differences().forEach(this::broken);
    }

    private void broken(String line) {
        broken.add(line);
    }
}
