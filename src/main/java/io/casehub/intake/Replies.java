package io.casehub.intake;

import io.casehub.cases.CaseComment;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.Remark;
import io.casehub.cases.RequestKey;
import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.Document;
import io.casehub.intake.Correspondence.Wish;
import io.casehub.intake.Letter.Enclosure;
import io.casehub.model.CaseId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * The door for mails that people write on a case. Each is a comment of the case, too, so that
 * whoever hears of comments hears of it.
 */
@Component
public class Replies {

    private final Cases cases;
    private final CaseDocuments documents;
    private final Correspondence correspondence;
    private final ReplyTable table;
    private final Bounces bounces;
    private final DataSize largest;

    Replies(Cases cases, CaseDocuments documents, Correspondence correspondence, ReplyTable table, Bounces bounces,
            IntakeSettings settings) {
        this.cases = cases;
        this.documents = documents;
        this.correspondence = correspondence;
        this.table = table;
        this.bounces = bounces;
        this.largest = settings.largestLetter();
    }

    /** The system by which the mails of a case go; empty where nobody wrote to it by mail. */
    @Transactional(readOnly = true)
    public Optional<String> system(CaseId id) {
        return correspondence.newest(cases.get(id)).map(mail -> mail.said().source().system());
    }

    /**
     * Writes a mail on a case; the same request a second time writes nothing and answers what the first
     * did.
     *
     * @throws ReplyImpossible where nobody wrote to the case by mail, or more is attached than mail
     * servers take
     * @throws io.casehub.cases.documents.DocumentNotFound where a document is none of the case's
     */
    @Transactional
    public Written write(CaseId id, Reply reply, String actor, Optional<RequestKey> key) {
        cases.hold(List.of(id));
        var mail = correspondence.newest(cases.get(id)).orElseThrow(() -> new ReplyImpossible(
                "nobody wrote to this case by mail, so there is nothing to answer: write a comment"));
        var to = reply.to().isEmpty() ? List.of(mail.sender().orElseThrow()) : reply.recipients();
        refuseTooMuch(reply.documents().stream().map(document -> document(id, document)).toList());
        table.prepare(id, reply, to);
        var comment = cases.comment(id, new Remark(reply.text(), reply.isInternal(), null, List.of()), actor, key);
        table.drop(id);
        return new Written(comment, to, to.stream().filter(bounces::isUnreachable).toList());
    }

    /**
     * A comment that was written as a mail, as it is to be sent; empty where it is a comment like
     * others.
     */
    @Transactional
    public Optional<Letter> letter(HubCase hub, CaseComment comment) {
        return table.take(hub.id(), comment.id(), comment.text()).flatMap(reply -> correspondence.newest(hub)
                .map(mail -> new Letter(
                        correspondence.answer(hub, mail,
                                new Wish(reply.recipients(), reply.copied(), reply.subject(), reply.isInternal(),
                                        reply.quotes())),
                        reply.documents().stream().map(id -> enclosure(document(hub.id(), id))).toList())));
    }

    private Document document(CaseId id, UUID document) {
        return documents.find(id, document, visibility -> true).document();
    }

    private static Enclosure enclosure(Document document) {
        return new Enclosure(document.id(), document.name(), document.contentType());
    }

    private void refuseTooMuch(List<Document> attached) {
        long size = attached.stream().mapToLong(document -> document.size() == null ? 0 : document.size()).sum();
        if (size > largest.toBytes()) {
            throw new ReplyImpossible("what is attached has " + size + " bytes, and a mail takes at most "
                    + largest.toBytes() + " (casehub.intake.largest-letter)");
        }
    }

    /**
     * A mail that is on its way.
     *
     * @param comment by which the case has it
     * @param unreachable those of its recipients whom mails of ours did not reach before
     */
    public record Written(CaseComment comment, List<String> to, List<String> unreachable) {}
}
