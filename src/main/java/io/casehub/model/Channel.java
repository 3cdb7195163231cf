package io.casehub.model;

/** How an interaction took place. */
public enum Channel implements CodeWord {
    MAIL,
    CALL,
    CHAT,
    MESSAGE,
    FORM,
    NOTE
}
