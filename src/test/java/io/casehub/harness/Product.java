package io.casehub.harness;

import java.util.Map;

/**
 * A real product that somebody else runs, asked over its own protocol. What it says of its records
 * has the form of {@link HubRecords}, so that both can be compared.
 */
interface Product {

    /** Its name for {@code ./systems}. */
    String name();

    /** The connector that reads it. */
    String system();

    /** Every record the hub must know, as entity, key and a field or two; read anew each time. */
    Map<String, Map<String, String>> records();

    /** Makes sure that there is a record of the harness' own, which {@link #change} may change. */
    void prepare();

    /** Makes one change, as somebody at the product's screen would; the mark stands in it. */
    void change(String mark);

    /** Whether the hub's API shows the change with this mark. */
    boolean isSeen(Api api, String mark);
}
