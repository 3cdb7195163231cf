package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.audit.reads.ContentsNotKept;
import io.casehub.audit.reads.ReadNotFound;
import io.casehub.cases.CaseNotFound;
import io.casehub.cases.DecisionRefused;
import io.casehub.cases.RequestKeyReused;
import io.casehub.cases.StaleCase;
import io.casehub.cases.answers.RequestUnderWay;
import io.casehub.cases.bulk.BulkNotFound;
import io.casehub.cases.documents.ContentBroken;
import io.casehub.cases.documents.ContentStoreDown;
import io.casehub.cases.documents.DocumentNotFound;
import io.casehub.cases.documents.DocumentRefused;
import io.casehub.cases.participants.ParticipantNotFound;
import io.casehub.cases.types.CaseTypeNotFound;
import io.casehub.cases.types.NotAllowed;
import io.casehub.connector.ConnectorNotFound;
import io.casehub.connector.RouteNotFound;
import io.casehub.connector.preview.PreviewImpossible;
import io.casehub.connector.pull.NotPullable;
import io.casehub.connector.webhook.WebhookNotNow;
import io.casehub.connector.webhook.WebhookRefused;
import io.casehub.events.EventsGone;
import io.casehub.events.TooManyFollowers;
import io.casehub.events.subscriptions.NotTold;
import io.casehub.events.subscriptions.SubscriptionNotFound;
import io.casehub.identity.DecisionImpossible;
import io.casehub.ingest.MappingNotFound;
import io.casehub.ingest.ParkedNotFound;
import io.casehub.ingest.SweepNotHeld;
import io.casehub.ingest.documents.DocumentUnreachable;
import io.casehub.ingest.drift.FindingNotFound;
import io.casehub.intake.MailPartMissing;
import io.casehub.intake.NotToBeHandledAgain;
import io.casehub.intake.ReceiptNotFound;
import io.casehub.intake.ReplyImpossible;
import io.casehub.intake.facts.SuggestionDecided;
import io.casehub.intake.facts.SuggestionNotFound;
import io.casehub.intake.posted.CaseRefused;
import io.casehub.intake.posted.InteractionNotFound;
import io.casehub.mapping.MappingUnusable;
import io.casehub.outbound.CorrectionRefused;
import io.casehub.outbound.DeliveryNotFound;
import io.casehub.outbound.DeliveryUndecidable;
import io.casehub.security.Titles;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;

/**
 * The one place where a failure becomes an answer: a problem of RFC 9457 with a stable
 * {@code type}, and never a word of what went on inside.
 */
@Component
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Public for the template, which is not of this room. */
    public Answer of(Throwable fault, HttpServletRequest request) {
        return switch (fault) {
            case BadRequest e -> problem(400, "bad-request", "The request is wrong", e, request);
            case WebhookRefused e -> problem(401, "webhook-refused", "Not known to this webhook", e, request);
            case CaseRefused e -> problem(409, "case-refused", "It cannot be part of this case", e, request);
            case NotPullable e -> problem(409, "not-pullable", "The route cannot read this", e, request);
            case SweepNotHeld e -> problem(409, "sweep-not-held", "Nothing waits for a decision", e, request);
            case MappingUnusable e -> problem(409, "mapping-unusable", "The mapping does not work", e, request);
            case PreviewImpossible e -> problem(409, "preview-impossible", "There is nothing to preview", e, request);
            case DeliveryUndecidable e ->
                problem(409, "delivery-undecidable", "That cannot be decided on it", e, request);
            case DecisionRefused e -> problem(409, "decision-refused", "That cannot be one case, or two", e, request);
            case DecisionImpossible e -> problem(409, "decision-impossible", "That cannot be decided", e, request);
            case NotTold e -> problem(409, "not-told", "The subscription is not as it must be", e, request);
            case ContentsNotKept e -> problem(410, "contents-not-kept", "What was shown is not kept", e, request);
            case EventsGone e -> problem(410, "events-gone", "These events are kept no more", e, request);
            case StaleCase e -> problem(412, "stale-case", "The case was changed meanwhile", e, request);
            case RequestKeyReused e -> problem(422, "request-key-reused", "Idempotency-Key used before", e, request);
            case NotAllowed e -> problem(422, "not-allowed", "The case does not allow this", e, request);
            case VersionMissing e -> problem(428, "version-missing", "If-Match is missing", e, request);
            case CustomerMerged e ->
                moved(problem(308, "customer-merged", "The customer is another one now", e, request),
                        e.survivor().toString(), request);
            case CaseMerged e -> moved(problem(308, "case-merged", "The case is part of another one now", e, request),
                    e.survivor().id().toString(), request);
            case Exception e when isForNow(e) -> unavailable(e, request);
            case ErrorResponse e -> ofSpring(e, request);
            default -> ofChanges(fault, request);
        };
    }

    private Answer ofChanges(Throwable fault, HttpServletRequest request) {
        return switch (fault) {
            case CorrectionRefused e ->
                problem(409, "correction-refused", "Nobody can be told of this correction", e, request);
            case RequestUnderWay e -> again(problem(409, "request-under-way", "It is under way", e, request));
            case StaleCustomer e -> problem(412, "stale-customer", "The customer was changed meanwhile", e, request);
            case StaleSubscription e ->
                problem(412, "stale-subscription", "The subscription was changed meanwhile", e, request);
            default -> ofDocuments(fault, request);
        };
    }

    private Answer ofDocuments(Throwable fault, HttpServletRequest request) {
        return switch (fault) {
            case DocumentNotFound e -> problem(404, "document-not-found", "No such document", e, request);
            case DocumentRefused e -> refused(e, request);
            case DocumentUnreachable e -> e.isSilent()
                    ? problem(504, "source-silent", "The document could not be fetched", e, request)
                    : problem(502, "document-not-given", "The document could not be fetched", e, request);
            case RangeImpossible e -> problem(416, "range-impossible", "The document ends before", e, request)
                    .with(HttpHeaders.CONTENT_RANGE, "bytes */" + e.size());
            case ContentBroken e -> broken(e, request);
            case ContentStoreDown e -> unavailable(e, request);
            default -> missing(fault, request);
        };
    }

    /** What is not there; whatever else it may be is a fault of the hub. */
    private Answer missing(Throwable fault, HttpServletRequest request) {
        return switch (fault) {
            case CaseNotFound e -> problem(404, "case-not-found", "No such case", e, request);
            case CustomerNotFound e -> problem(404, "customer-not-found", "No such customer", e, request);
            case CaseTypeNotFound e -> problem(404, "case-type-not-found", "No such case type", e, request);
            case BulkNotFound e -> problem(404, "bulk-not-found", "No such bulk", e, request);
            case InteractionNotFound e -> problem(404, "interaction-not-found", "No such interaction", e, request);
            case ParticipantNotFound e -> problem(404, "participant-not-found", "No such participant", e, request);
            case DeliveryNotFound e -> problem(404, "delivery-not-found", "No such delivery", e, request);
            case ParkedNotFound e -> problem(404, "parked-not-found", "No such parked record", e, request);
            case FindingNotFound e -> problem(404, "finding-not-found", "No such finding", e, request);
            case ConnectorNotFound e -> problem(404, "connector-not-found", "No such connector", e, request);
            case MappingNotFound e -> problem(404, "mapping-not-found", "No such mapping", e, request);
            case SubscriptionNotFound e -> problem(404, "subscription-not-found", "No such subscription", e, request);
            case ReadNotFound e -> problem(404, "read-not-found", "No such read", e, request);
            case RouteNotFound e -> problem(404, "route-not-found", "No such route", e, request);
            default -> ofMail(fault, request);
        };
    }

    private Answer ofFacts(Throwable fault, HttpServletRequest request) {
        return switch (fault) {
            case SuggestionNotFound e -> problem(404, "suggestion-not-found", "No such suggestion", e, request);
            case SuggestionDecided e -> problem(409, "suggestion-decided", "It is decided already", e, request);
            default -> notNow(fault, request);
        };
    }

    private Answer ofMail(Throwable fault, HttpServletRequest request) {
        return switch (fault) {
            case ReceiptNotFound e -> problem(404, "mail-not-found", "No such mail", e, request);
            case MailPartMissing e -> problem(404, "mail-part-not-found", "The mail has no such part", e, request);
            case ReplyImpossible e -> problem(409, "reply-impossible", "The case cannot be answered so", e, request);
            case NotToBeHandledAgain e -> problem(409, "not-replayable", "It has met its fate", e, request);
            default -> ofFacts(fault, request);
        };
    }

    private Answer notNow(Throwable fault, HttpServletRequest request) {
        return switch (fault) {
            case WebhookNotNow e -> again(problem(503, "webhook-not-now", "Not now", e, request));
            case DeadlineMissed e -> again(problem(503, "deadline-missed", "Not in time", e, request));
            case TooManyFollowers e -> again(problem(503, "too-many-followers", "Too many listen", e, request));
            default -> internal(fault, request);
        };
    }

    /** For an error of which nothing but its status is known. */
    Answer ofStatus(HttpStatus status, HttpServletRequest request) {
        return answer(status.value(), word(status), status.getReasonPhrase(), null, request);
    }

    /** The database is away or busy: what was asked may be asked again. */
    private static boolean isForNow(Exception fault) {
        return fault instanceof TransientDataAccessException || fault instanceof DataAccessResourceFailureException
                || fault instanceof CannotCreateTransactionException;
    }

    private Answer ofSpring(ErrorResponse e, HttpServletRequest request) {
        var answer = ofStatus(HttpStatus.valueOf(e.getStatusCode().value()), request);
        for (var header : e.getHeaders().toSingleValueMap().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private static Answer refused(DocumentRefused e, HttpServletRequest request) {
        return switch (e.reason()) {
            case TOO_LARGE -> problem(413, "document-too-large", "The document is too large", e, request);
            case TYPE_NOT_TAKEN -> problem(415, "document-type-not-taken", "Such documents are not taken", e, request);
            case EMPTY -> problem(400, "bad-request", "The request is wrong", e, request);
            case TOO_MANY -> problem(409, "too-many-documents", "The case holds no more", e, request);
            case HELD_BACK -> problem(403, "document-held-back", "This attachment is not handed out", e, request);
            case NOT_AN_UPLOAD -> problem(409, "not-an-upload", "Nobody put it there", e, request);
        };
    }

    private static Answer broken(ContentBroken e, HttpServletRequest request) {
        LOG.atError().addKeyValue("path", path(request)).addKeyValue("reason", e.getMessage())
                .log("a document's content is broken");
        return problem(500, "content-broken", "The stored content is broken", e, request);
    }

    private Answer internal(Throwable fault, HttpServletRequest request) {
        LOG.atError().setCause(fault)
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", path(request))
                .log("request failed");
        return answer(500, "internal", "The hub failed", "This is a fault of the hub; its log says more.", request);
    }

    private static Answer unavailable(Exception fault, HttpServletRequest request) {
        LOG.atWarn().addKeyValue("path", path(request)).addKeyValue("reason", fault.getClass().getSimpleName())
                .log("request could not be handled now");
        return again(answer(503, "unavailable", "Not now", "The hub cannot do this now. Try again soon.", request));
    }

    private static Answer again(Answer answer) {
        return answer.with(HttpHeaders.RETRY_AFTER, "2");
    }

    private static Answer moved(Answer problem, String survivor, HttpServletRequest request) {
        var uri = request.getRequestURI().replace(Query.id(request), survivor);
        return problem.with(HttpHeaders.LOCATION,
                request.getQueryString() == null ? uri : uri + "?" + request.getQueryString())
                .with(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    private static Answer problem(int status, String type, String title, Exception e, HttpServletRequest request) {
        return answer(status, type, title, e.getMessage(), request);
    }

    private static Answer answer(int status, String type, String title, @Nullable String detail,
            HttpServletRequest request) {
        var json = JsonNodeFactory.instance.objectNode().put("type", "/problems/" + type)
                .put("title", Titles.of(request).of(type, title))
                .put("status", status);
        if (detail != null) {
            json.put("detail", detail);
        }
        return Answer.problem(status, json.put("instance", path(request)));
    }

    static String word(HttpStatus status) {
        return status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }

    private static String path(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}
