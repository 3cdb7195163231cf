package io.casehub.view;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of views.
 *
 * @param atHand how much memory a node takes for the answers that were asked for last, 32 MB unless
 * set: some five thousand; with 0B every read asks the database
 */
@ConfigurationProperties("casehub.view")
record ViewSettings(@DefaultValue("32MB") DataSize atHand) {

    ViewSettings {
        if (atHand.isNegative()) {
            throw new IllegalArgumentException("casehub.view.at-hand is a size such as 32MB, or 0B for none");
        }
    }
}
