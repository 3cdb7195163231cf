package io.casehub.identity;

/**
 * Who shares a key with whom.
 *
 * @param people members by their ids, those of the page first
 * @param met for each member of the page the numbers of whom he meets; two of the page meet once
 */
record Encounters(Numbering people, int[][] met) {}
