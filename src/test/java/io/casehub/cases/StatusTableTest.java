package io.casehub.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.cases.Following.Turn;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every combination of a hub case's status, what one source says and what another one said. */
class StatusTableTest {

    private static final CaseId ID = CaseId.next();
    private static final Instant T = Instant.parse("2026-03-01T09:00:00Z");
    private static final StatusRules RULES = new StatusRules(Path.of("mappings"));
    private static final List<CaseStatus> OURS = Arrays.stream(CaseStatus.values())
            .filter(status -> status != CaseStatus.UNKNOWN).toList();
    private static final List<@Nullable CaseStatus> THEIRS = withNone();
    private static final List<String> SYSTEMS = List.of("crm", "rt", "billing", "shipping", "erp", "another");

    @Test
    void theTableInTheDocumentsIsTrue() throws IOException {
        var page = new StringBuilder(
                """
                        # What becomes of a hub case's status

                        Made by `StatusTableTest` of `mappings/case-status.yaml`. A source that said something else before now says
                        what stands in the row; the hub case had the status of the column. Below each heading: what the other source
                        cases of the hub case say together.
                        """);
        for (var other : THEIRS) {
            page.append("\n## The others: ").append(other == null ? "there are none" : other.word()).append("\n\n| |");
            OURS.forEach(hub -> page.append(' ').append(hub.word()).append(" |"));
            page.append("\n|---|").append("---|".repeat(OURS.size())).append('\n');
            for (var says : OURS) {
                page.append("| ").append(says.word()).append(" |");
                OURS.forEach(hub -> page.append(' ')
                        .append(after(hub, before(says), says, other, null).word()).append(" |"));
                page.append('\n');
            }
        }
        var drawn = Path.of("target/drawn/case-status.md");
        Files.createDirectories(drawn.getParent());
        Files.writeString(drawn, page);
        assertThat(Path.of("docs/generated/case-status.md")).as("copy " + drawn + " there").hasContent(page.toString());
    }

    @Test
    void thereIsAnAnswerToEverythingAndWhatIsRepeatedMovesNothing() {
        each((hub, known, says, other, spoken) -> {
            var first = after(hub, known, says, other, spoken);
            assertThat(first).isNotEqualTo(CaseStatus.UNKNOWN);
            assertThat(after(first, says, says, other, spoken)).isEqualTo(first);
        });
    }

    @Test
    void whatTwoSourcesSayLeadsToTheSameStatusInWhateverOrder() {
        for (var one : OURS) {
            for (var other : OURS) {
                var oneFirst = after(after(CaseStatus.NEW, null, one, null, null), null, other, one, null);
                var otherFirst = after(after(CaseStatus.NEW, null, other, null, null), null, one, other, null);
                assertThat(oneFirst).as(one + " and " + other).isEqualTo(otherFirst);
            }
        }
    }

    /**
     * Each system is told and says so, or another status it has the same word for: that moves nothing.
     */
    @Test
    void whatComesBackFromThoseWhoWereToldMovesNothing() {
        for (var decided : OURS) {
            for (var system : SYSTEMS) {
                for (var before : OURS) {
                    var known = link(system, before, T);
                    var told = RULES.isTold(system, decided, true) ? told(known, decided, 1) : known;
                    var echo = told(told, Objects.requireNonNull(told.status()), 2);
                    assertThat(Following.changes(hub(decided), Standing.of(List.of(told), null, RULES),
                            Standing.of(List.of(echo), null, RULES), Following.turn(told, echo, RULES)))
                            .as("%s is told %s", system, decided).isEmpty();
                }
            }
        }
    }

    @Test
    void whoWritesAfterAllAreDoneOpensTheCaseAgainAndWhoWroteBeforeDoesNot() {
        assertThat(after(CaseStatus.OPEN, CaseStatus.OPEN, CaseStatus.RESOLVED, CaseStatus.CLOSED, T.plusSeconds(60)))
                .isEqualTo(CaseStatus.OPEN);
        assertThat(after(CaseStatus.OPEN, CaseStatus.OPEN, CaseStatus.RESOLVED, CaseStatus.CLOSED, T.minusSeconds(60)))
                .isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whatASystemIsToldAndHowFarItMovesACaseIsSaidInAFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("case-status.yaml"), """
                systems:
                  erp: {moves: reopening, told-of: everything, not-told: [closed]}
                """);
        var rules = new StatusRules(folder);

        assertThat(rules.isTold("erp", CaseStatus.OPEN, false)).isTrue();
        assertThat(rules.isTold("erp", CaseStatus.CLOSED, true)).isFalse();
        assertThat(rules.isTold("crm", CaseStatus.OPEN, false)).isFalse();
        var closed = link("erp", CaseStatus.CLOSED, T);
        var open = link("erp", CaseStatus.OPEN, T);
        assertThat(Standing.of(List.of(open), null, rules).status()).isNull();
        assertThat(Following.changes(hub(CaseStatus.RESOLVED), Standing.of(List.of(closed), null, rules),
                Standing.of(List.of(open), null, rules), Following.turn(closed, open, rules)))
                .containsExactly(new Change(CaseField.STATUS, "resolved", "open"));
    }

    @Test
    void aSlipInTheFileLeavesTheRulesAsTheyWere(@TempDir Path folder) throws IOException {
        var rules = new StatusRules(folder);
        Files.writeString(folder.resolve("case-status.yaml"), "systems: {erp: {not-told: [shut]}}");

        assertThat(rules.isTold("erp", CaseStatus.CLOSED, true)).isTrue();
    }

    private static CaseStatus after(CaseStatus hub, @Nullable CaseStatus known, CaseStatus says,
            @Nullable CaseStatus other, @Nullable Instant spoken) {
        var before = new ArrayList<CaseLink>();
        Optional.ofNullable(other).ifPresent(status -> before.add(link("billing", status, T)));
        var after = new ArrayList<>(before);
        Optional.ofNullable(known).ifPresent(status -> before.add(link("crm", status, T)));
        after.add(link("crm", says, T));
        var turn = known == null ? Turn.SAYS : Following.turn(link("crm", known, T), link("crm", says, T), RULES);
        return Following.changes(hub(hub), Standing.of(before, spoken, RULES), Standing.of(after, spoken, RULES), turn)
                .stream().filter(change -> change.field() == CaseField.STATUS)
                .map(change -> hub(hub).with(CaseField.STATUS, change.after(), T).status()).findFirst().orElse(hub);
    }

    private static CaseLink link(String system, CaseStatus status, Instant at) {
        return CaseLink.to(ID, new SourceRef(system, Entity.CASE, "7"), "its own case").told(CaseField.STATUS,
                new CaseLink.Told(status.word(), null, null, 1), at);
    }

    private static CaseLink told(CaseLink link, CaseStatus status, long seconds) {
        return link.told(CaseField.STATUS, new CaseLink.Told(status.word(), null, null, 1 + seconds),
                T.plusSeconds(seconds));
    }

    private static HubCase hub(CaseStatus status) {
        return new HubCase(ID, "CH-000001", null, "ticket", "Broken", status, Priority.NORMAL, null,
                new SourceRef("crm", Entity.CASE, "7"), T, T, 1);
    }

    /** Something else than a source says now, and as done with it or not. */
    private static CaseStatus before(CaseStatus says) {
        return says == CaseStatus.OPEN ? CaseStatus.RESOLVED : CaseStatus.OPEN;
    }

    private static List<@Nullable CaseStatus> withNone() {
        var all = new ArrayList<@Nullable CaseStatus>(OURS);
        all.addFirst(null);
        return all;
    }

    private static void each(Combination combination) {
        for (var hub : OURS) {
            for (var known : THEIRS) {
                for (var says : CaseStatus.values()) {
                    for (var other : THEIRS) {
                        for (var spoken : Arrays.asList(null, T.minusSeconds(60), T.plusSeconds(60))) {
                            combination.check(hub, known, says, other, spoken);
                        }
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface Combination {

        void check(CaseStatus hub, @Nullable CaseStatus known, CaseStatus says, @Nullable CaseStatus other,
                @Nullable Instant spoken);
    }
}
