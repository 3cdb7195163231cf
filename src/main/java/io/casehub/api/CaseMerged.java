package io.casehub.api;

import io.casehub.cases.HubCase;

/** The case asked for turned out to be another one, which has everything now. */
final class CaseMerged extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient HubCase survivor;

    CaseMerged(String asked, HubCase survivor) {
        super("case " + asked + " is case " + survivor.number() + " now");
        this.survivor = survivor;
    }

    HubCase survivor() {
        return survivor;
    }
}
