package io.casehub.harness;

/** What can go wrong between the hub and a system that speaks HTTP. */
enum Trouble {
    NONE,
    /** 500, and nothing was done. */
    ERROR,
    /** Nothing was done, and nothing is said. */
    SILENT_BEFORE,
    /** It was done, and nothing is said. */
    SILENT_AFTER,
    /** It was done, and half of the answer comes. */
    CUT,
    /** It was done, and the answer comes byte by byte. */
    DRIP,
    /** It was done, and the answer is none. */
    GARBAGE,
    /** 200 with what the system had before, and nothing was done. */
    NOTHING_DONE,
    /** It is done, a while later. */
    SLOW,
    /** Pages have records twice, and in another order. */
    SHUFFLED
}
