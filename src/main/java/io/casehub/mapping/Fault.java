package io.casehub.mapping;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a record.
 *
 * @param where a field of the mapping's output ({@code total.amount}), or the mapping itself
 * @param what a sentence that says what to do
 */
public record Fault(String where, String what) {

    static String sentence(List<Fault> faults) {
        return faults.stream().map(fault -> fault.where() + ": " + fault.what()).collect(Collectors.joining("; "));
    }
}
