package io.casehub.outbound;

import io.casehub.model.CodeWord;

/**
 * What a system can be told. The word names the connector's route ({@code crm-case-status-out}) and
 * mapping. A note tells a system that has no case of the status of one, on its record of the order
 * or the customer the case is about.
 */
public enum CommandKind implements CodeWord {
    CASE_STATUS,
    CASE_PRIORITY,
    CASE_ASSIGNEE,
    CASE_COMMENT,
    CASE_NOTE,
    ACKNOWLEDGEMENT
}
