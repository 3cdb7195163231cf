package io.casehub.outbound;

import io.casehub.cases.Cases;
import io.casehub.cases.linking.Linking;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Keeps others from what a command is about until the transaction ends: its fate goes into a
 * history.
 */
@Component
class Hold {

    private final Cases cases;
    private final Linking linking;

    Hold(Cases cases, Linking linking) {
        this.cases = cases;
        this.linking = linking;
    }

    void on(Topic topic) {
        topic.customer().ifPresent(whom -> linking.hold(Set.of(whom)));
        topic.hubCase().ifPresent(hub -> cases.hold(List.of(hub)));
    }
}
