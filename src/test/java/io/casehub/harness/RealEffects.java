package io.casehub.harness;

import static org.awaitility.Awaitility.await;

import io.casehub.mapping.ExactJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the work of {@link RealDesks} has left in the products, counted by asking them, beside the
 * fates the hub tells; a line for each promise that is broken.
 */
final class RealEffects {

    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Map<String, String> WORDS = Map.of("new", "new", "open", "open", "waiting-customer", "stalled",
            "waiting-third-party", "stalled", "resolved", "resolved", "closed", "resolved");

    /** Then its record said something else, be it because somebody was there between. */
    private static final String SAID_YES = "the system answered";

    private final Api api;
    private final RealProducts products;
    private final JdbcClient jdbc;
    private final RealDesks desks;
    private final Map<String, Integer> looked = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    RealEffects(Api api, RealProducts products, JdbcClient jdbc, RealDesks desks) {
        this.api = api;
        this.products = products;
        this.jdbc = jdbc;
        this.desks = desks;
        looked.putAll(desks.done());
    }

    Map<String, Integer> looked() {
        return looked;
    }

    /**
     * Waits until every command has its fate, where nobody can know with a person's help, and looks.
     */
    List<String> broken() {
        settled();
        var unknown = commands("true").stream().filter(command -> command.state().equals("unknown")).toList();
        looked.put("unknown, so that a person looked", unknown.size());
        unknown.forEach(this::decide);
        settled();
        commands("true").forEach(command -> looked.merge(
                command.system() + " " + command.kind() + " " + command.state(), 1, Integer::sum));
        var texts = products.requestTracker().marked(RealDesks.MARK);
        desks.desks().forEach(desk -> {
            int before = broken.size();
            ticket(desk, texts);
            notes(desk);
            fields(desk);
            if (broken.size() > before) {
                System.out.println(Story.of(jdbc, desk.id()));
            }
        });
        corrections();
        return broken;
    }

    /** What stands behind one of which nobody knows waits for a person. */
    private void settled() {
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).until(() -> commands("""
                state in ('pending', 'sending', 'sent') and not exists (
                    select from delivery earlier where earlier.state = 'unknown' and earlier.seq < d.seq
                      and earlier.case_id = d.case_id and earlier.system = d.system)""").isEmpty());
    }

    private void decide(Command unknown) {
        boolean isThere = switch (unknown.system()) {
            case "rt" -> products.requestTracker().isMarked(unknown.id());
            case "tryton" -> products.tryton().notes(unknown.id()) > 0;
            default -> products.killBill().fields(unknown.key(), unknown.id()) > 0;
        };
        api.send("POST", "/api/v1/deliveries/" + unknown.id() + "/decide",
                "{\"decision\": \"" + (isThere ? "confirm" : "retry") + "\", \"reason\": \"looked there\"}",
                "Content-Type", "application/json");
    }

    private void ticket(RealDesks.Desk desk, Map<String, String> texts) {
        var history = products.requestTracker().history(desk.ticket(), texts).stream().skip(desk.before()).toList();
        var done = history.stream().filter(RequestTracker.Done::isByHub).map(RequestTracker.Done::value).toList();
        var commands = commands("case_id = '" + desk.id() + "' and system = 'rt'");
        boolean wasDeleted = history.stream().anyMatch(one -> one.value().equals("deleted"));
        desks.written().getOrDefault(desk.ticket(), List.of()).forEach(text -> {
            int times = Collections.frequency(done, text);
            if (times == 0 && wasDeleted && commands.stream().noneMatch(command -> command.inRt().equals(text))) {
                looked.merge("written while the ticket was deleted", 1, Integer::sum); // there is nobody to tell
            } else if (times != 1) {
                broken.add("rt " + desk.ticket() + " has " + text + " " + times + " times");
            }
        });
        var told = commands.stream().filter(Command::mayHaveHadEffect).toList();
        if (!isWithin(done, told.stream().map(Command::inRt).toList())) {
            broken.add("rt " + desk.ticket() + ": effects " + done + " are not those of " + told + " in order");
        }
        agrees(desk, history, told);
    }

    /**
     * The status that was told last stands there, unless somebody at RT's screen has set another since.
     */
    private void agrees(RealDesks.Desk desk, List<RequestTracker.Done> history, List<Command> told) {
        var stands = products.requestTracker().status(desk.ticket());
        var ours = api.hubCase(desk.id()).path("status").asText();
        if (!stands.equals(WORDS.get(ours))) {
            broken.add("rt " + desk.ticket() + " is " + stands + ", and the hub's case " + ours);
        }
        boolean isOurs = history.stream().filter(one -> WORDS.containsValue(one.value()))
                .reduce((first, second) -> second).filter(RequestTracker.Done::isByHub).isPresent();
        var last = told.stream().filter(command -> command.kind().equals("case-status") && command.isDelivered())
                .reduce((first, second) -> second).map(Command::inRt);
        if (isOurs && last.isPresent() && !last.get().equals(stands)) {
            broken.add("rt " + desk.ticket() + " is " + stands + ", though " + last.get() + " was delivered last");
        }
    }

    private void notes(RealDesks.Desk desk) {
        once("tryton", desk, products.tryton().notesInOrder(desk.number()));
    }

    private void fields(RealDesks.Desk desk) {
        commands("case_id = '" + desk.id() + "' and system = 'killbill'").stream().map(Command::key).distinct()
                .forEach(account -> once("killbill", desk, products.killBill().fieldsInOrder(account)));
    }

    /** Each that was delivered is there once, in the order they were told in, and none that was not. */
    private void once(String system, RealDesks.Desk desk, List<String> there) {
        var told = commands("case_id = '" + desk.id() + "' and system = '" + system + "'");
        var ids = told.stream().map(Command::id).collect(Collectors.toSet());
        var ours = there.stream().filter(ids::contains).toList();
        var expected = told.stream().filter(Command::isDelivered).map(Command::id).toList();
        if (!ours.equals(expected)) {
            broken.add(system + " has of " + desk.number() + " " + ours + ", and delivered was " + expected);
        }
    }

    private void corrections() {
        var told = commands("kind = 'contact-correction' and system = 'killbill'").stream()
                .filter(Command::isDelivered).map(Command::id).toList();
        var there = products.killBill().corrections();
        var ours = Set.copyOf(told);
        if (!there.stream().filter(ours::contains).toList().equals(told)) {
            broken.add("killbill was corrected by " + there + ", and delivered was " + told);
        }
        last("killbill", "phone", products.killBill().phoneOfCorrected());
        last("tryton", "name", products.tryton().nameOfCorrected());
    }

    private void last(String system, String field, String stands) {
        commands("kind = 'contact-correction' and state = 'delivered' and system = '" + system + "'").stream()
                .reduce((first, second) -> second).map(command -> command.corrected(field))
                .filter(said -> !said.equals(stands))
                .ifPresent(said -> broken.add(system + " says " + stands + ", though " + said
                        + " was delivered last"));
    }

    private List<Command> commands(String condition) {
        return jdbc.sql("select * from delivery d where folded_into is null and " + condition + " order by seq")
                .query((row, n) -> new Command(row.getString("id"), row.getString("system"), row.getString("key"),
                        row.getString("kind"), row.getString("payload"), row.getString("state"),
                        String.valueOf(row.getString("outcome"))))
                .list();
    }

    /** Whether effects are those of commands in their order, of which some may have had none. */
    private static boolean isWithin(List<String> effects, List<String> commands) {
        int at = 0;
        for (var effect : effects) {
            int found = commands.subList(at, commands.size()).indexOf(effect);
            if (found < 0) {
                return false;
            }
            at += found + 1;
        }
        return true;
    }

    /** A command as the hub has it. */
    private record Command(String id, String system, String key, String kind, String payload, String state,
            String outcome) {

        boolean isDelivered() {
            return state.equals("delivered");
        }

        boolean mayHaveHadEffect() {
            return !state.equals("pending") && (!state.equals("refused") || outcome.startsWith(SAID_YES));
        }

        /** What it leaves in a ticket. */
        String inRt() {
            var value = ExactJson.parse(payload).path("value").asText();
            return switch (kind) {
                case "case-status" -> WORDS.getOrDefault(value, value);
                case "case-attachment" -> value.replace(".txt", "").replace('-', ' ');
                default -> value;
            };
        }

        String corrected(String field) {
            return ExactJson.parse(payload).at("/set/" + field).asText();
        }
    }
}
