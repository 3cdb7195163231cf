package io.casehub.outbound;

import io.casehub.model.CodeWord;

/**
 * What a system can be told. The word names the connector's route ({@code crm-case-status-out}) and
 * mapping.
 */
public enum CommandKind implements CodeWord {
    CASE_STATUS, CASE_PRIORITY, CASE_ASSIGNEE, CASE_COMMENT, ACKNOWLEDGEMENT
}
