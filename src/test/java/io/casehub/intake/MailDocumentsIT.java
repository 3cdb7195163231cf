package io.casehub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.cases.Cases;
import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.Document;
import io.casehub.cases.documents.DocumentRefused;
import io.casehub.cases.documents.Visibility;
import io.casehub.ingest.documents.DocumentUnreachable;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import io.casehub.model.DocumentRef;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;

/** What is attached to the mails of a case, with the mapping of mails as it stands in its file. */
class MailDocumentsIT {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 1, 2, 3};
    private static final String MAIL = """
            From: Anna Blum <anna@blum.example>
            Subject: Broken cups
            Message-ID: <1@blum.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            See the photo.
            --b
            Content-Type: image/png
            Content-Disposition: attachment; filename*=UTF-8''Sch%%C3%%B6n%%2Fkaputt.png
            Content-Transfer-Encoding: base64

            %s
            --b--
            """.formatted(Base64.getEncoder().encodeToString(PICTURE));

    @TempDir
    Path folder;

    @Test
    void anAttachmentIsListedWithTheCaseAndTakenOutOfTheMailAsItCame() throws IOException {
        try (var rooms = rooms()) {
            rooms.get(Mailroom.class).accept(new MailPage("email-mails", "email", "support@acme.example", 1, List.of(
                    new ArrivedMail(1, Instant.parse("2026-11-21T18:59:46Z"),
                            MAIL.replace("\n", "\r\n").getBytes(UTF_8),
                            false, null)),
                    null, "1"));
            var mail = new SourceRef("email", Entity.INTERACTION, "1@blum.example");
            var id = rooms.get(Cases.class).linked(List.of(mail)).values().iterator().next().caseId();
            var documents = rooms.get(CaseDocuments.class);

            var listed = documents.of(id, visibility -> true);

            assertThat(listed).hasSize(1).first().satisfies(document -> {
                assertThat(document.name()).isEqualTo("kaputt.png");
                assertThat(document.contentType()).isEqualTo("image/png");
                assertThat(document.size()).isEqualTo(PICTURE.length);
                assertThat(document.origin()).isEqualTo(new Document.Mail(mail));
                assertThat(document.visibility()).isEqualTo(Visibility.INTERNAL);
            });
            assertThat(documents.of(id, visibility -> true)).isEqualTo(listed);
            assertThat(documents.of(id, Visibility.CUSTOMER::equals)).isEmpty();
            try (var content = documents.find(id, listed.getFirst().id(), visibility -> true).open()) {
                assertThat(Files.readAllBytes(content.file())).isEqualTo(PICTURE);
            }
            try (var left = Files.list(folder.resolve("drafts"))) {
                assertThat(left).isEmpty();
            }
            assertThatThrownBy(() -> rooms.get(MailDocuments.class).fetch(mail,
                    new DocumentRef("x", null, null, "00", null), new ByteArrayOutputStream()))
                    .isInstanceOf(DocumentUnreachable.class).hasMessageContaining("no attachment of this digest");
        }
    }

    @Test
    void whatGoesOutIsLookedInto() throws IOException {
        try (var rooms = rooms();
                var finds = new ScriptedClamd("stream: Win.Test.EICAR_HDB-1 FOUND");
                var findsNothing = new ScriptedClamd("stream: OK");
                var silent = new ScriptedClamd("")) {
            rooms.get(Mailroom.class).accept(new MailPage("email-mails", "email", "support@acme.example", 1, List.of(
                    new ArrivedMail(1, Instant.parse("2026-11-21T18:59:46Z"),
                            MAIL.replace("\n", "\r\n").getBytes(UTF_8), false, null)),
                    null, "1"));
            var mail = new SourceRef("email", Entity.INTERACTION, "1@blum.example");
            var id = rooms.get(Cases.class).linked(List.of(mail)).values().iterator().next().caseId();
            var documents = rooms.get(CaseDocuments.class);
            var photo = documents.of(id, visibility -> true).getFirst().id();

            try (var opened = new CaseEnclosures(documents, findsNothing.client()).open(id, photo)) {
                assertThat(Files.readAllBytes(opened.file())).isEqualTo(PICTURE).isEqualTo(findsNothing.heard());
                assertThat(opened.scanned()).isEqualTo("scanned by clamd");
            }
            assertThatThrownBy(() -> new CaseEnclosures(documents, finds.client()).open(id, photo))
                    .isInstanceOf(EnclosureMissing.class).hasMessageContaining("Win.Test.EICAR_HDB-1");
            assertThatThrownBy(() -> new CaseEnclosures(documents, silent.client()).open(id, photo))
                    .isInstanceOf(EnclosuresDown.class);
            try (var left = Files.list(folder.resolve("drafts"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void whatIsNotTakenAsAnUploadIsNamedAndNotHandedOut() throws IOException {
        var program = Base64.getEncoder().encodeToString("MZ program".getBytes(UTF_8));
        var mail = new SourceRef("email", Entity.INTERACTION, "1@blum.example");
        try (var rooms = rooms()) {
            var raw = MAIL.replace("--b--", """
                    --b
                    Content-Type: application/x-msdownload
                    Content-Disposition: attachment; filename=invoice.exe
                    Content-Transfer-Encoding: base64

                    %s
                    --b
                    Content-Type: image/png
                    Content-Disposition: attachment; filename=other.png
                    Content-Transfer-Encoding: base64

                    %s
                    --b--
                    """.formatted(program, Base64.getEncoder().encodeToString("MZ also".getBytes(UTF_8))));
            rooms.get(Mailroom.class).deliver("email", "support@acme.example", raw.getBytes(UTF_8));
            var id = rooms.get(Cases.class).linked(List.of(mail)).values().iterator().next().caseId();
            var documents = rooms.get(CaseDocuments.class);

            var listed = documents.of(id, visibility -> true);

            assertThat(listed).extracting(Document::name).containsExactlyInAnyOrder("kaputt.png", "invoice.exe",
                    "other.png");
            assertThat(listed).filteredOn(document -> document.heldBack() != null).singleElement()
                    .satisfies(document -> assertThat(document.name()).isEqualTo("invoice.exe"));
            for (var document : listed) {
                var found = documents.find(id, document.id(), visibility -> true);
                if (document.name().equals("kaputt.png")) {
                    found.open().close();
                } else {
                    assertThatThrownBy(found::open).isInstanceOfSatisfying(DocumentRefused.class,
                            e -> assertThat(e.reason()).isEqualTo(DocumentRefused.Reason.HELD_BACK));
                }
            }
            var receipt = rooms.get(MailReceipts.class).of(List.of(mail)).values().iterator().next();
            assertThat(rooms.get(MailSteps.class).of(receipt.id()))
                    .anySatisfy(step -> {
                        assertThat(step.step()).isEqualTo("held-back");
                        assertThat(step.detail()).startsWith("invoice.exe: it is application/x-");
                    });
            try (var left = Files.list(folder.resolve("drafts"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    private Rooms rooms() {
        return Rooms.open(TestDatabase.fresh(), Path.of("mappings"), context -> TestPropertyValues
                .of(Map.of("casehub.documents.folder", folder.toString()))
                .applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "documents"), "ingest", "audit",
                "identity", "cases",
                "intake");
    }
}
