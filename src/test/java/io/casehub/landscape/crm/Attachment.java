package io.casehub.landscape.crm;

/** A file at a case, as the crm shows it beside the case. */
record Attachment(int id, String name, String type, long size, String sha256) {}
