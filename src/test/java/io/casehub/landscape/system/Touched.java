package io.casehub.landscape.system;

/** A record that was changed, under the name and key by which its system tells of it. */
public record Touched(String system, String entity, String key, String change) {}
