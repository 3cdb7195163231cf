package io.casehub.api;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.casehub.model.Phone;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Telephone numbers as callers of the API spell them. */
@Component
class Phones {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final String region;

    Phones(@Value("${casehub.default-region:DE}") String region) {
        if (!PHONES.getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException(
                    "casehub.default-region is a country of ISO 3166 in two capital letters, such as DE");
        }
        this.region = region;
    }

    /** A number in any spelling of the world or of the hub's own region; empty where it is none. */
    Optional<Phone> read(String spelled) {
        try {
            var number = PHONES.parse(spelled, region);
            return PHONES.isPossibleNumber(number)
                    ? Optional.of(new Phone(PHONES.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
