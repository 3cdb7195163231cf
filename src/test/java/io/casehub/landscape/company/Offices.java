package io.casehub.landscape.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where matters leave their traces: each office opens a file under the next number of its own,
 * after those it has already.
 */
final class Offices {

    private final Past past;
    private final int firstTicket;
    private final int firstDispute;
    private final int firstReturn;
    private final int firstInquiry;
    final List<Ticket> tickets = new ArrayList<>();
    final List<Dispute> disputes = new ArrayList<>();
    final List<Return> returns = new ArrayList<>();
    final List<Inquiry> inquiries = new ArrayList<>();

    Offices(Past past, int ticketsBefore, int disputesBefore, int returnsBefore, int inquiriesBefore) {
        this.past = past;
        this.firstTicket = Talk.FIRST_TICKET + ticketsBefore;
        this.firstDispute = Accounts.FIRST_DISPUTE + disputesBefore;
        this.firstReturn = Orders.FIRST_RETURN + returnsBefore;
        this.firstInquiry = Parcels.FIRST_INQUIRY + inquiriesBefore;
    }

    /** A ticket in the crm: its id. */
    int ticket(Appearance contact, String subject, String text, @Nullable String orderRef, Instant at, Chance chance) {
        var id = firstTicket + tickets.size();
        tickets.add(new Ticket(id, contact, subject, text, Talk.status(isOld(at, 45), chance),
                chance.oneOf("P1", "P2", "P3", "P3", "P4"), Talk.owner(chance), orderRef, at,
                past.later(at, chance.between(1, 240), chance)));
        return id;
    }

    String dispute(Invoice invoice, Trouble.Claim claim, String more, Instant at, Chance chance) {
        var no = Accounts.disputeNo(firstDispute + disputes.size());
        disputes.add(new Dispute(no, invoice, claim.reason(), (chance.oneOf(claim.texts()) + " " + more).strip(),
                Accounts.status(isOld(at, 40), chance), chance.between(1, 4), at,
                past.later(at, chance.below(72), chance)));
        return no;
    }

    String goodsBack(Order order, Trouble.Claim claim, Instant at, Chance chance) {
        var no = Orders.returnNo(firstReturn + returns.size());
        returns.add(new Return(no, order, claim.reason(),
                isOld(at, 20) ? chance.oneOf("30", "30", "90") : chance.oneOf("10", "20"), chance.oneOf(claim.texts()),
                at));
        return no;
    }

    String inquiry(Parcel parcel, Trouble.Claim claim, Instant at, Chance chance) {
        var id = Parcels.inquiryId(firstInquiry + inquiries.size());
        inquiries.add(new Inquiry(id, parcel, claim.reason(), Parcels.status(isOld(at, 30), chance),
                chance.oneOf(claim.texts()), at, past.later(at, chance.below(96), chance)));
        return id;
    }

    private boolean isOld(Instant at, int days) {
        return at.isBefore(past.end().minus(Duration.ofDays(days)));
    }
}
