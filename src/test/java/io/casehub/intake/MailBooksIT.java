package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import io.casehub.ingest.Cursors;
import io.casehub.intake.reading.MailReader;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.RawMails;
import io.casehub.mapping.Mappings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** No mail is lost, none counted twice, and each has its receipt. */
class MailBooksIT {

    private static final String ANNA = "Anna Blum <anna@blum.example>";

    @TempDir
    Path folder;
    private Post post;

    @BeforeEach
    void opensTheRooms() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("mappings"), folder);
        post = new Post(folder);
    }

    @AfterEach
    void closesTheRooms() {
        post.close();
    }

    @Test
    void whatLandedBeforeTheHubEndedIsHandledLater() {
        var landed = post.rooms.get(MailLanding.class).land(page(1, post.mail(ANNA, "Cups", "<1@blum.example>")));
        assertThat(post.all()).extracting(MailReceipt::fate).containsExactly(Fate.WAITING);

        post.rooms.get(MailWork.class).handleWaiting();
        assertThat(post.all()).as("who began it may still be at it").extracting(MailReceipt::fate)
                .containsExactly(Fate.WAITING);
        turnIsOver();
        post.rooms.get(MailWork.class).handleWaiting();

        assertThat(landed).isPresent();
        assertThat(post.all()).extracting(MailReceipt::fate).containsExactly(Fate.NEW_CASE);
    }

    @Test
    void whoLostHisTurnSettlesNothing() {
        var landed = post.rooms.get(MailLanding.class).land(page(1, post.mail(ANNA, "Cups", "<1@blum.example>")))
                .orElseThrow();
        turnIsOver();
        post.rooms.get(MailWork.class).handleWaiting();

        post.rooms.get(MailWork.class).handle(landed);

        assertThat(post.allCases()).hasSize(1);
        assertThat(post.steps(landed.getFirst())).containsExactly("stored", "read", "scanned", "new-case",
                "acknowledged");
    }

    @Test
    void aChangedUidValidityBringsDuplicatesAndNothingElse() {
        var mails = List.of(post.mail(ANNA, "Cups", "<1@blum.example>"), post.mail(ANNA, "Plates", "<2@blum.example>"));
        arrive(1, mails);

        arrive(2, mails);

        assertThat(post.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 2L, Fate.DUPLICATE, 2L));
        assertThat(post.allCases()).hasSize(2);
    }

    @Test
    void theSameMailReadAgainUnderItsUidIsTheSameReceipt() {
        var mail = post.mail(ANNA, "Cups", "<1@blum.example>");
        arrive(1, List.of(mail));

        arrive(1, List.of(mail));

        assertThat(post.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 1L));
    }

    @Test
    void anotherMailUnderAUidThatWasUsedIsNotLost() {
        arrive(1, List.of(post.mail(ANNA, "Cups", "<1@blum.example>")));
        var other = new ArrivedMail(1, Post.NOON, post.mail(ANNA, "Plates", "<2@blum.example>").raw(), false, null);

        arrive(1, List.of(other));

        assertThat(post.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 2L));
    }

    @Test
    void oneBadMailGoesToQuarantineAndTheRestThrough() throws IOException {
        var file = folder.resolve("email/interaction.jslt");
        var good = Files.readString(file);
        map(good.replace("\"channel\": \"mail\"",
                "\"channel\": if (.subject == \"poison\") \"smoke\" else \"mail\""));
        var mails = IntStream.range(0, 9)
                .mapToObj(i -> post.mail(ANNA, i == 4 ? "poison" : "Cups " + i, "<" + i + "@blum.example>")).toList();

        arrive(1, mails);

        assertThat(post.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 8L, Fate.QUARANTINED, 1L));
        var bad = post.all().get(4);
        assertThat(bad.reason()).contains("channel");
        assertThat(count("parked_record")).isZero();
        assertThat(count("source_record where key = '4@blum.example'")).isZero();

        map(good);
        post.rooms.get(Mailroom.class).handleAgain(bad.id(), "agent:ada");

        assertThat(post.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 9L));
        assertThatThrownBy(() -> post.rooms.get(Mailroom.class).handleAgain(bad.id(), "agent:ada"))
                .isInstanceOf(NotToBeHandledAgain.class).hasMessageContaining("new-case");
    }

    @Test
    void aBrokenMappingLeavesMailsWaitingAndTheMailboxIsReadOn() throws IOException {
        var file = folder.resolve("email/interaction.jslt");
        var good = Files.readString(file);
        map("(");
        arrive(1, List.of(post.mail(ANNA, "Cups", "<1@blum.example>")));
        arrive(1, List.of(post.mail(ANNA, "Plates", "<2@blum.example>")));
        assertThat(post.sums()).isEqualTo(Map.of(Fate.WAITING, 2L));
        assertThat(post.all().getFirst().reason()).contains("email/interaction");

        map(good);
        turnIsOver();
        post.rooms.get(MailWork.class).handleWaiting();

        assertThat(post.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 2L));
    }

    @Test
    void aMailDuringWhichTheHubEndsAgainAndAgainIsLeftAlone() {
        post.rooms.get(MailLanding.class).land(page(1, post.mail(ANNA, "Cups", "<1@blum.example>")));
        post.database.jdbc().sql("update mail_receipt set attempts = 5, due_at = now()").update();

        post.rooms.get(MailWork.class).handleWaiting();

        assertThat(post.all()).singleElement().satisfies(receipt -> {
            assertThat(receipt.fate()).isEqualTo(Fate.QUARANTINED);
            assertThat(receipt.reason()).contains("ended 5 times");
        });
    }

    @Test
    void twoHubsThatReadTheSameMailsMakeOneCaseOfEach() {
        var database = TestDatabase.fresh();
        try (var one = new Post(database, folder, more -> {
        }); var two = new Post(database, folder, more -> {
        })) {
            var mails = IntStream.range(0, 40).mapToObj(i -> one.mail(ANNA, "Cups " + i, "<" + i + "@blum.example>"))
                    .toArray(ArrivedMail[]::new);
            var other = CompletableFuture.runAsync(() -> two.arrive("orders@acme.example", mails));
            one.arrive(Post.SUPPORT, mails);
            other.join();
            turnIsOver(database);
            one.rooms.get(MailWork.class).handleWaiting();

            assertThat(one.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 40L, Fate.DUPLICATE, 40L));
        }
    }

    @Test
    void aLargeMailIsKeptByteForByte() throws IOException {
        var bytes = new byte[3_500_001];
        new Random(1).nextBytes(bytes);
        var raw = ("From: " + ANNA + "\nMessage-ID: <1@blum.example>\n\n").getBytes(UTF_8);
        System.arraycopy(raw, 0, bytes, 0, raw.length);

        arrive(1, List.of(new ArrivedMail(1, Post.NOON, bytes, false, null)));

        var content = Objects.requireNonNull(post.all().getFirst().content());
        var read = new ByteArrayOutputStream();
        post.rooms.get(RawMails.class).write(content.sha256(), read);
        assertThat(read.toByteArray()).isEqualTo(bytes);
        assertThat(post.rooms.get(RawMails.class).read(content)).isEqualTo(bytes);
    }

    @Test
    void bytesThatAreNotWhatWasKeptAreNotServed() {
        var receipt = post.arrive(ANNA, "Cups", "<1@blum.example>");
        post.database.jdbc().sql("update mail_content set bytes = 'x'").update();

        assertThatThrownBy(() -> post.rooms.get(RawMails.class).read(Objects.requireNonNull(receipt.content())))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("not those that were kept");
    }

    @Test
    void whatIntakeUnderstoodIsWhatTheCommandPrints() {
        var receipt = post.arrive(ANNA, "Re: Cups", "<1@blum.example>", "Auto-Submitted: auto-replied");
        var raw = post.rooms.get(RawMails.class).read(Objects.requireNonNull(receipt.content()));
        var printed = post.rooms.get(MailReader.class).read(raw);

        var understood = post.rooms.get(Mailroom.class).understood(receipt.id());

        printed.fieldNames().forEachRemaining(
                field -> assertThat(understood.path(field)).as(field).isEqualTo(printed.path(field)));
        assertThat(receipt.fate()).isEqualTo(Fate.AUTOMATIC);
        assertThat(receipt.reason()).contains(printed.at("/automatic/reason").asText());
    }

    @Test
    void aMailThatIsHandedOverTwiceIsOne() {
        var raw = post.mail(ANNA, "Cups", "<1@blum.example>").raw();
        var mailroom = post.rooms.get(Mailroom.class);

        var first = mailroom.deliver("email", Post.SUPPORT, raw);
        var again = mailroom.deliver("email", Post.SUPPORT, raw);

        assertThat(first.isNew()).isTrue();
        assertThat(again).isEqualTo(new Mailroom.Delivered(first.receipt(), false));
        assertThat(post.sums()).isEqualTo(Map.of(Fate.NEW_CASE, 1L));
    }

    private void arrive(long uidValidity, List<ArrivedMail> mails) {
        var cursors = post.rooms.get(Cursors.class);
        var before = cursors.read("email-mails").orElse(null);
        post.rooms.get(Mailroom.class).accept(new MailPage("email-mails", "email", Post.SUPPORT, uidValidity, mails,
                before, before + "+"));
    }

    private static MailPage page(long uidValidity, ArrivedMail... mails) {
        return new MailPage("email-mails", "email", Post.SUPPORT, uidValidity, List.of(mails), null, "1");
    }

    private void turnIsOver() {
        turnIsOver(post.database);
    }

    private static void turnIsOver(TestDatabase database) {
        database.jdbc().sql("update mail_receipt set due_at = now()").update();
    }

    private void map(String text) throws IOException {
        Files.writeString(folder.resolve("email/interaction.jslt"), text);
        post.rooms.get(Mappings.class).refresh();
    }

    private long count(String table) {
        return post.database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }
}
