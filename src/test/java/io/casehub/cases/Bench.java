package io.casehub.cases;

import io.casehub.Arrivals;
import io.casehub.ClockByHand;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.deadlines.Timekeeper;
import io.casehub.cases.queues.Queues;
import io.casehub.cases.types.CaseTypes;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Rooms with files of cases that a test writes, and a clock that it sets. */
final class Bench implements AutoCloseable {

    static final String OFFICE = "zone: UTC\nhours: {mon-fri: 09:00-17:00}\n";

    final List<CasesChanged> heard = new ArrayList<>();
    final Arrivals hub;
    final Cases cases;
    final Casework work;
    private final Path files;
    private final Path folder;
    private final ClockByHand clock;
    private int count;

    /** @param written by name, as they are when the hub starts */
    Bench(Path temp, Instant now, Map<String, String> written) {
        this.files = temp.resolve("files");
        this.folder = files.resolve("cases");
        this.clock = new ClockByHand(now);
        written.forEach(this::write);
        this.hub = new Arrivals(temp, this::prepare, "ingest", "audit", "identity", "cases", "outbound.corrections",
                "view");
        this.cases = hub.rooms.get(Cases.class);
        this.work = hub.rooms.get(Casework.class);
    }

    private void prepare(GenericApplicationContext context) {
        context.getEnvironment().getPropertySources().addFirst(
                new MapPropertySource("bench", Map.of("casehub.mappings", files.toString())));
        clock.into(context);
        context.addApplicationListener(event -> {
            if (event instanceof PayloadApplicationEvent<?> payload
                    && payload.getPayload() instanceof CasesChanged changed) {
                heard.add(changed);
            }
        });
    }

    void set(Instant at) {
        clock.set(at);
    }

    /** Writes a file of the folder; the hub reads it at its next look. */
    void write(String name, String text) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(name + ".yaml");
            Files.writeString(file, text);
            // two writings within one tick of the file system's clock are two all the same
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1000L * ++count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void look() {
        hub.rooms.get(Queues.class).look();
        hub.rooms.get(Timekeeper.class).look();
        hub.rooms.get(CaseTypes.class).look();
    }

    HubCase open(@Nullable String type, String subject) {
        return cases.open(wish(type, subject, OpenCase.More.NOTHING), "agent:ada");
    }

    OpenCase wish(@Nullable String type, String subject, OpenCase.More more) {
        return new OpenCase(null, type, subject, CaseStatus.NEW, null, null,
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "an agent's", clock.instant(), more);
    }

    HubCase move(HubCase hub, String status, @Nullable String reason, String actor) {
        var wishes = new LinkedHashMap<CaseField, @Nullable String>(Map.of(CaseField.STATUS, status));
        if (reason != null) {
            wishes.put(CaseField.CLOSE_REASON, reason);
        }
        return cases.change(hub.id(), wishes, null, actor);
    }

    HubCase give(HubCase hub, CaseField field, @Nullable String value) {
        var wishes = new LinkedHashMap<CaseField, @Nullable String>();
        wishes.put(field, value);
        return cases.change(hub.id(), wishes, null, "agent:ada");
    }

    HubCase fill(HubCase hub, String field, @Nullable String value) {
        var fields = new LinkedHashMap<String, @Nullable String>();
        fields.put(field, value);
        return cases.change(hub.id(), Wishes.of(Map.of(), fields), null, "agent:ada");
    }

    HubCase opened(String subject, Priority priority) {
        return give(open(null, subject), CaseField.PRIORITY, priority.word());
    }

    List<String> history(HubCase of) {
        return hub.rooms.get(AuditTrail.class).of(new Subject("case", of.id().toString()), 0, 100).stream()
                .map(recorded -> recorded.entry())
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.field() + " " + entry.after())
                .toList();
    }

    @Override
    public void close() {
        hub.close();
    }
}
