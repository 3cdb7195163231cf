package io.casehub.outbound;

import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.model.Entity;
import io.casehub.outbound.Delivery.State;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Calls back what waits to be told to a system that has gone on by itself meanwhile: the case has
 * followed it, and a status decided before would undo, unseen, what somebody did there.
 */
@Component
class Overtaken {

    private final Outbox outbox;
    private final Cases cases;
    private final Dispatch dispatch;

    Overtaken(Outbox outbox, Cases cases, Dispatch dispatch) {
        this.outbox = outbox;
        this.cases = cases;
        this.dispatch = dispatch;
    }

    @EventListener
    void on(CasesChanged changes) {
        var followed = changes.cases().stream()
                .filter(changed -> changed.source() != null && changed.change(CaseField.STATUS).isPresent())
                .toList();
        for (var changed : followed) {
            cases.links(List.of(changed.now().id())).stream()
                    .filter(link -> link.source().entity() == Entity.CASE
                            && link.source().system().equals(changed.source()))
                    .forEach(link -> callBack(changed, link));
        }
    }

    private void callBack(CaseChanged changed, CaseLink link) {
        var outcome = "it was changed there meanwhile, to " + changed.now().status().word();
        outbox.overtaken(changed.now().id(), link.source(), outcome)
                .forEach(delivery -> dispatch.settled(delivery, State.CONFLICT));
    }
}
