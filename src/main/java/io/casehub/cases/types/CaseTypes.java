package io.casehub.cases.types;

import io.casehub.cases.queues.Queues;
import io.casehub.cases.types.CaseType.Step;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.LivingFile;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The types of cases: those in use, and every version a case ever ran under. A type that no file
 * declares has no rules: whatever a source calls its cases, they are taken.
 */
@Component
public class CaseTypes implements SmartInitializingSingleton {

    private static final String ENDING = ".yaml";
    /** Files beside the types, which say other things. */
    private static final Set<String> OTHERS = Set.of("queues", "calendar");

    private final Path folder;
    private final TypeVersions versions;
    private final Queues queues;
    private final ObjectProvider<DocumentsAtHand> documents;
    private final Map<String, LivingFile<Optional<CaseType>>> files = new ConcurrentSkipListMap<>();

    CaseTypes(@Value("${casehub.mappings:mappings}") Path mappings, TypeVersions versions, Queues queues,
            ObjectProvider<DocumentsAtHand> documents) {
        this.folder = mappings.resolve("cases");
        this.versions = versions;
        this.queues = queues;
        this.documents = documents;
    }

    @Override
    public void afterSingletonsInstantiated() {
        look();
    }

    /** Takes in what has changed in the folder. Never part of a case's transaction: versions stay. */
    @Scheduled(fixedDelay = 1000)
    public void look() {
        queues.look(); // types name queues, and both may have been written at once
        names().forEach(name -> files.computeIfAbsent(name, any -> new LivingFile<>(folder.resolve(name + ENDING),
                Optional.empty(),
                (spot, text) -> Optional.of(versions.numbered(CaseTypeFile.read(name, spot, queues), text)))));
        files.values().forEach(LivingFile::look);
    }

    /** All types in use, by name. */
    public Collection<CaseType> all() {
        return files.values().stream().map(LivingFile::said).flatMap(Optional::stream).toList();
    }

    /** Files that are refused as they now are, by type, and why. */
    public Map<String, String> refused() {
        var refused = new TreeMap<String, String>();
        files.forEach((name, file) -> {
            var refusal = file.refusal();
            if (refusal != null) {
                refused.put(name, refusal);
            }
        });
        return refused;
    }

    /** A type as new cases have it; empty where no file declares it. */
    public Optional<CaseType> current(@Nullable String type) {
        var file = type == null ? null : files.get(type);
        return file == null ? Optional.empty() : file.said();
    }

    /** The version a case runs under; empty where its type has no rules. */
    public Optional<CaseType> of(@Nullable String type, @Nullable Integer version) {
        return type == null || version == null ? Optional.empty() : versions.find(type, version);
    }

    /**
     * A type somebody names.
     *
     * @param version {@code null}: the one in use
     */
    public CaseType get(String type, @Nullable Integer version) {
        return version == null
                ? current(type).orElseThrow(() -> new CaseTypeNotFound(type,
                        all().stream().map(CaseType::name).collect(Collectors.toList())))
                : of(type, version).orElseThrow(() -> new CaseTypeNotFound(type, version));
    }

    /**
     * Why an actor may not take a case of this type from one status to another, as a sentence; empty
     * where he may. Sources and rules of the hub may always: what is so is so.
     */
    public Optional<String> refusal(@Nullable String type, @Nullable Integer version, CaseStatus from, CaseStatus to,
            String actor) {
        return CaseType.isBound(actor)
                ? of(type, version).flatMap(rules -> rules.refusal(from, to, actor))
                : Optional.empty();
    }

    /** What a type says of a move it does not know and that was made all the same; for the record. */
    public Optional<String> outside(@Nullable String type, @Nullable Integer version, CaseStatus from, CaseStatus to,
            String actor) {
        return CaseType.isBound(actor)
                ? Optional.empty()
                : of(type, version).filter(rules -> !rules.knows(from, to))
                        .flatMap(rules -> rules.refusal(from, to, actor));
    }

    /**
     * Lets a step pass that its type allows: the move, its reason, and what must be there by then.
     *
     * @throws NotAllowed with what would be allowed
     */
    public void check(@Nullable CaseType type, Step step) {
        if (type == null || !CaseType.isBound(step.actor())) {
            return;
        }
        type.refusal(step.from(), step.to(), step.actor()).ifPresent(sentence -> {
            throw new NotAllowed(sentence);
        });
        type.checkReason(step.to(), step.closeReason());
        var missing = missing(type, step.id(), step.to(), step.filled());
        if (step.from() != step.to() && !missing.isEmpty()) {
            throw new NotAllowed("before a " + type.name() + " is " + step.to().word() + " it needs "
                    + String.join(", ", missing));
        }
    }

    /** What a case lacks that is to have a status. */
    public List<String> missing(CaseType type, CaseId id, CaseStatus at, Map<String, String> filled) {
        var kinds = documents.stream().flatMap(keeper -> keeper.kinds(id).stream()).collect(Collectors.toSet());
        return type.missing(at, filled, kinds::contains);
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var listed = Files.list(folder)) {
            return listed.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .filter(name -> !OTHERS.contains(name) && name.matches("[a-z][a-z0-9-]{0,39}")).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new FileBroken(folder + " cannot be read: " + e.getMessage());
        }
    }
}
