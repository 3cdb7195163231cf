package io.casehub.events.subscriptions;

import java.util.List;

/**
 * Where somebody is told, and by what he knows that it is the hub.
 *
 * @param secrets that are good now, the newest first
 */
record Address(String url, List<String> secrets) {}
