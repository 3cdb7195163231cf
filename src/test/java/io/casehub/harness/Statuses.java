package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.system.Journal;
import io.casehub.mapping.ExactJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must be true of the status of a source case: what was told had its effects once and in
 * order, and both sides agree.
 */
final class Statuses {

    private static final Map<String, String> CRM = Map.of("open", "In Progress", "waiting-customer",
            "Pending Customer", "resolved", "Solved");
    private static final Map<String, String> BILLING = Map.of("open", "UNDER_REVIEW", "waiting-customer",
            "AWAITING_CUSTOMER", "resolved", "ACCEPTED");
    private static final Map<String, String> SHIPPING = Map.of("open", "INVESTIGATING", "waiting-customer",
            "WAITING_CUSTOMER", "resolved", "FOUND");

    private final FaultyCompany company;
    private final JdbcClient jdbc;
    private final String system;
    private final String key;
    private final Consumer<String> broken;
    private final List<Told> commands;
    /** The changes of its status by anybody, in their order. */
    private final List<Journal.Entry> changes;
    private final String stands;

    Statuses(FaultyCompany company, String system, String key, Map<String, Integer> looked, Consumer<String> broken) {
        this.company = company;
        this.jdbc = company.jdbc();
        this.system = system;
        this.key = key;
        this.broken = line -> broken.accept(system + " " + key + line);
        this.commands = jdbc.sql("""
                select payload, state, outcome from delivery
                where system = ? and key = ? and kind = 'case-status' order by seq
                """).params(system, key).query((row, n) -> new Told(word(system, row.getString("payload")),
                row.getString("state"), String.valueOf(row.getString("outcome")))).list();
        this.changes = changes();
        this.stands = company.systems().status(system, key);
        looked.merge("status commands", commands.size(), Integer::sum);
        looked.merge("status effects", (int) changes.stream().filter(Statuses::isOurs).count(), Integer::sum);
    }

    void keepTheirPromises() {
        effectsAreThoseOfCommandsInOrder();
        noConflictIsWithNobody();
        whatWasDeliveredLastStands();
        whatIsBelievedStands();
        noEchoIsTakenForNews();
        theCaseSaysWhatItsSystemSays();
    }

    /** A change that the hub has made. */
    static boolean isOurs(Journal.Entry entry) {
        return entry.kind().equals("changed") && entry.by().equals("api");
    }

    static JsonNode after(Journal.Entry effect) {
        return Objects.requireNonNull(effect.after(), "an effect without what it led to");
    }

    /** What the hub has last read of a case's status, in its system's word. */
    static String believed(JdbcClient jdbc, String system, String key) {
        return read(jdbc, system, key, "sourceStatus");
    }

    private static String read(JdbcClient jdbc, String system, String key, String field) {
        return jdbc.sql("""
                select v.canonical from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                where system = ? and entity = 'case' and key = ?
                """).params(system, key).query(String.class).optional().map(ExactJson::parse)
                .map(record -> record.path(field).asText()).orElse("nothing");
    }

    private List<Journal.Entry> changes() {
        return company.landscape().system(system).journal().entries().stream()
                .filter(entry -> entry.kind().equals("changed") && entry.key().equals(key) && entry.before() != null
                        && !entry.before().path("status").equals(after(entry).path("status")))
                .toList();
    }

    /** Each effect is that of one command, in their order. */
    private void effectsAreThoseOfCommandsInOrder() {
        var effects = changes.stream().filter(Statuses::isOurs).map(entry -> after(entry).path("status").asText())
                .toList();
        int at = 0;
        for (var effect : effects) {
            while (at < commands.size()
                    && !(commands.get(at).mayHaveHadEffect() && commands.get(at).word().equals(effect))) {
                at++;
            }
            if (at++ == commands.size()) {
                broken.accept(": effects " + effects + " are not those of " + commands + " in order");
                return;
            }
        }
    }

    private void noConflictIsWithNobody() {
        boolean isOthers = company.landscape().system(system).journal().entries().stream()
                .anyMatch(entry -> entry.kind().equals("changed") && entry.key().equals(key)
                        && !entry.by().equals("api") && !entry.by().equals("seed"));
        if (!isOthers && commands.stream().anyMatch(told -> told.state().equals("conflict"))) {
            broken.accept(" has a conflict with nobody: " + commands);
        }
    }

    private void whatWasDeliveredLastStands() {
        var last = commands.reversed().stream().filter(told -> told.state().equals("delivered")).findFirst();
        boolean isClear = commands.stream()
                .noneMatch(told -> told.state().equals("conflict") || told.state().equals("unknown"));
        boolean isSetByUs = !changes.isEmpty() && isOurs(changes.getLast());
        if (last.isPresent() && isClear && isSetByUs && !last.get().word().equals(stands)) {
            broken.accept(" is " + stands + " though " + last.get() + " was delivered last");
        }
    }

    private void whatIsBelievedStands() {
        var believed = believed(jdbc, system, key);
        if (!believed.equals(stands)) {
            broken.accept(" is " + stands + ", and the hub believes " + believed);
        }
    }

    /** A case follows its system no oftener than somebody there has changed it, or not let us. */
    private void noEchoIsTakenForNews() {
        long others = changes.stream().filter(entry -> !isOurs(entry)).count();
        long taken = commands.stream().filter(told -> told.state().equals("delivered")).count();
        var followed = jdbc.sql("""
                select before || ' → ' || after from audit_entry a
                join case_link l on l.case_id::text = a.subject_id and a.subject_kind = 'case'
                where l.system = ? and l.key = ? and a.actor = 'system:' || l.system and a.field = 'status'
                order by a.seq
                """).params(system, key).query(String.class).list();
        if (followed.size() > others + commands.size() - taken) {
            broken.accept(" was changed " + others + " times by somebody there, and its case followed " + followed);
        }
    }

    /** Where nothing is in doubt, and the last word that the hub had to tell was taken. */
    private void theCaseSaysWhatItsSystemSays() {
        boolean isClear = commands.stream()
                .noneMatch(told -> told.state().equals("parked") || told.state().equals("unknown"))
                && (commands.isEmpty() || !commands.getLast().state().equals("refused"));
        var ours = jdbc.sql("""
                select c.status from hub_case c join case_link l on l.case_id = c.id
                where l.system = ? and l.key = ? and 1 = (select count(*) from case_link o where o.case_id = c.id)
                """).params(system, key).query(String.class).optional();
        var theirs = read(jdbc, system, key, "status");
        if (isClear && ours.isPresent() && !ours.get().equals(theirs)) {
            broken.accept(" is " + theirs + ", and its case is " + ours.get());
        }
    }

    private static String word(String system, String payload) {
        var words = switch (system) {
            case "crm" -> CRM;
            case "billing" -> BILLING;
            default -> SHIPPING;
        };
        var status = ExactJson.parse(payload).path("value").asText();
        return words.getOrDefault(status, status);
    }

    /** A command to set a status, in the system's word. */
    private record Told(String word, String state, String outcome) {

        /** Also where the system said yes, and showed then what somebody else had set. */
        boolean mayHaveHadEffect() {
            return switch (state) {
                case "delivered", "unknown", "parked" -> true;
                case "conflict", "refused" -> outcome.startsWith("the system answered");
                default -> false;
            };
        }
    }
}
