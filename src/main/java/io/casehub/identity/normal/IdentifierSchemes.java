package io.casehub.identity.normal;

import static io.casehub.identity.normal.CheckDigits.asNumbers;
import static io.casehub.identity.normal.CheckDigits.digit;
import static io.casehub.identity.normal.CheckDigits.luhn;
import static io.casehub.identity.normal.CheckDigits.mod97;
import static io.casehub.identity.normal.CheckDigits.weighted;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The schemes there are, by name; VAT ids by country. Values come in capitals without blanks or
 * dots.
 */
final class IdentifierSchemes {

    private record Scheme(boolean hasCheckDigits, Predicate<String> isValid) {}

    private static final Map<String, Scheme> SCHEMES = new HashMap<>();
    private static final Map<String, Scheme> VAT = new HashMap<>();
    private static final int COUNTRY = 2;

    static {
        business();
        northAndWest();
        southAndEast();
        world();
        vatNorthAndWest();
        vatSouthAndEast();
    }

    private IdentifierSchemes() {}

    static boolean isValid(String scheme, String value) {
        var known = scheme(scheme, value);
        return known != null && known.isValid.test(withoutCountry(scheme, value));
    }

    static boolean hasCheckDigits(String scheme, String value) {
        var known = scheme(scheme, value);
        return known != null && known.hasCheckDigits;
    }

    private static @Nullable Scheme scheme(String scheme, String value) {
        if (!isVat(scheme)) {
            return SCHEMES.get(scheme);
        }
        return value.length() > COUNTRY ? VAT.get(value.substring(0, COUNTRY)) : null;
    }

    private static String withoutCountry(String scheme, String value) {
        return isVat(scheme) ? value.substring(COUNTRY) : value;
    }

    private static boolean isVat(String scheme) {
        return scheme.equals("vat") || scheme.equals("vatid") || scheme.equals("euvat") || scheme.equals("ustid")
                || scheme.equals("ustidnr");
    }

    private static void business() {
        checked("lei", "[A-Z0-9]{18}[0-9]{2}", value -> mod97(value) == 1);
        checked("iban", "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}",
                value -> mod97(value.substring(4) + value.substring(0, 4)) == 1);
        checked("isin", "[A-Z]{2}[A-Z0-9]{9}[0-9]", value -> luhn(asNumbers(value)));
        checked("gln", "[0-9]{13}", CheckDigits::ean);
        plausible("duns", "[0-9]{9}");
        plausible("bic", "[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?");
        plausible("ein", "(0[1-6]|1[0-6]|2[0-7]|3[0-9]|4[0-8]|5[0-9]|6[0-8]|7[1-7]|8[0-8]|9[0-589])[0-9]{7}");
        plausible("ssn", "(?!000|666|9)[0-9]{3}(?!00)[0-9]{2}(?!0000)[0-9]{4}");
        plausible("ukcompany", "([0-9]{8}|(SC|NI|OC|SO|NC|FC|BR|LP|SL|NL|IP|SP|RC|CE|CS|R0)[0-9]{6})");
        plausible("companieshouse", "([0-9]{8}|(SC|NI|OC|SO|NC|FC|BR|LP|SL|NL|IP|SP|RC|CE|CS|R0)[0-9]{6})");
    }

    private static void northAndWest() {
        checked("steuerid", "[1-9][0-9]{10}", CheckDigits::iso1110);
        checked("detaxid", "[1-9][0-9]{10}", CheckDigits::iso1110);
        checked("siren", "[0-9]{9}", CheckDigits::luhn);
        checked("siret", "[0-9]{14}", value -> luhn(value.substring(0, 9)) && (luhn(value) || isLaPoste(value)));
        checked("nir", "[1-478][0-9]{4}[0-9AB][0-9]{9}", NationalNumbers::isFrench);
        checked("bsn", "[0-9]{9}",
                value -> weighted(value, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 && !value.equals("000000000"));
        checked("kboenterprise", "[01][0-9]{9}", NationalNumbers::isBelgianEnterprise);
        checked("rijksregisternummer", "[0-9]{11}", NationalNumbers::isBelgian);
        checked("nhs", "[0-9]{10}", value -> weighted(value, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
        plausible("nino", "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]");
        checked("personnummer", "([0-9]{2})?[0-9]{6}[+]?[0-9]{4}", value -> luhn(last(value.replace("+", ""), 10)));
        checked("orgnr", "[0-9]{9,10}",
                value -> value.length() == 10 ? luhn(value) : weighted(value, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
        checked("fodselsnummer", "[0-9]{11}", NationalNumbers::isNorwegian);
        checked("hetu", "[0-9]{6}[+A-FU-Y]?[0-9]{3}[0-9A-Y]", NationalNumbers::isFinnish);
        checked("cvr", "[1-9][0-9]{7}", value -> weighted(value, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
        checked("ahv", "756[0-9]{10}", CheckDigits::ean);
        plausible("cpr", "[0-3][0-9][01][0-9]{7}");
    }

    private static void southAndEast() {
        checked("nif", "[0-9KLMXYZ][0-9]{7}[0-9A-Z]|[A-W][0-9]{7}[0-9A-J]|[0-9]{9}",
                NationalNumbers::isSpanishOrPortuguese);
        checked("dni", "[0-9]{8}[A-Z]", NationalNumbers::isSpanish);
        checked("nie", "[XYZ][0-9]{7}[A-Z]", NationalNumbers::isSpanish);
        checked("cif", "[A-W][0-9]{7}[0-9A-J]", NationalNumbers::isSpanishCompany);
        checked("nipc", "[0-9]{9}", NationalNumbers::isPortuguese);
        checked("codicefiscale", "[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]",
                NationalNumbers::isItalian);
        checked("partitaiva", "[0-9]{11}", CheckDigits::luhn);
        checked("nip", "[0-9]{10}", NationalNumbers::isNip);
        checked("pesel", "[0-9]{11}", value -> weighted(value, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0);
        checked("regon", "[0-9]{9}", value -> weighted(value, 8, 9, 2, 3, 4, 5, 6, 7, 0) % 11 % 10 == digit(value, 8));
        checked("oib", "[0-9]{11}", CheckDigits::iso1110);
        checked("rodnecislo", "[0-9]{10}", value -> Long.parseLong(value) % 11 == 0);
        checked("ico", "[0-9]{8}",
                value -> (11 - weighted(value, 8, 7, 6, 5, 4, 3, 2, 0) % 11) % 10 == digit(value, 7));
        checked("cnp", "[1-9][0-9]{12}",
                value -> weighted(value, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9, 0) % 11 % 10 == digit(value, 12));
        checked("egn", "[0-9]{10}",
                value -> weighted(value, 2, 4, 8, 5, 10, 9, 7, 3, 6, 0) % 11 % 10 == digit(value, 9));
        checked("afm", "[0-9]{9}", NationalNumbers::isGreek);
        checked("inn", "[0-9]{10}|[0-9]{12}", NationalNumbers::isRussian);
        checked("tckn", "[1-9][0-9]{10}", NationalNumbers::isTurkish);
    }

    private static void world() {
        checked("cpf", "[0-9]{11}", NationalNumbers::isCpf);
        checked("cnpj", "[0-9]{14}", NationalNumbers::isCnpj);
        checked("cuit", "[0-9]{11}", NationalNumbers::isCuit);
        checked("cuil", "[0-9]{11}", NationalNumbers::isCuit);
        checked("rut", "[0-9]{7,8}[0-9K]", NationalNumbers::isRut);
        plausible("rfc", "[A-Z]{3,4}[0-9]{6}[A-Z0-9]{3}");
        checked("curp", "[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[A-Z0-9][0-9]", NationalNumbers::isCurp);
        checked("sin", "[1-9][0-9]{8}", CheckDigits::luhn);
        checked("abn", "[1-9][0-9]{10}",
                value -> (weighted(value, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0);
        checked("acn", "[0-9]{9}",
                value -> (10 - weighted(value, 8, 7, 6, 5, 4, 3, 2, 1, 0) % 10) % 10 == digit(value, 8));
        checked("tfn", "[0-9]{9}", value -> weighted(value, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0);
        checked("npi", "[12][0-9]{9}", value -> luhn("80840" + value));
        checked("idnumberza", "[0-9]{13}", CheckDigits::luhn);
        checked("teudatzehut", "[0-9]{9}", CheckDigits::luhn);
        checked("aadhaar", "[2-9][0-9]{11}", CheckDigits::verhoeff);
        plausible("pan", "[A-Z]{5}[0-9]{4}[A-Z]");
        checked("residentid", "[1-9][0-9]{16}[0-9X]", NationalNumbers::isChinese);
    }

    private static void vatNorthAndWest() {
        vat("DE", "[1-9][0-9]{8}", CheckDigits::iso1110);
        vat("AT", "U[0-9]{8}", VatNumbers::isAustrian);
        vat("BE", "[01]?[0-9]{9}", VatNumbers::isBelgian);
        vat("NL", "[0-9]{9}B[0-9]{2}", VatNumbers::isDutch);
        vat("LU", "[0-9]{8}",
                value -> Integer.parseInt(value.substring(0, 6)) % 89 == Integer.parseInt(value.substring(6)));
        vat("FR", "[0-9A-HJ-NP-Z]{2}[0-9]{9}", VatNumbers::isFrench);
        vat("GB", "[0-9]{9}([0-9]{3})?", VatNumbers::isBritish);
        vat("XI", "[0-9]{9}([0-9]{3})?", VatNumbers::isBritish);
        vat("IE", "[0-9][0-9A-Z+*][0-9]{5}[A-W][A-I]?", VatNumbers::isIrish);
        vat("DK", "[1-9][0-9]{7}", value -> weighted(value, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
        vat("SE", "[0-9]{10}01", value -> luhn(value.substring(0, 10)));
        vat("FI", "[0-9]{8}", value -> (11 - weighted(value, 7, 9, 10, 5, 8, 4, 2, 0) % 11) % 11 == digit(value, 7));
        vat("NO", "[0-9]{9}(MVA)?", value -> weighted(value.substring(0, 9), 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0);
        vat("EE", "[0-9]{9}", value -> weighted(value, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0);
        vat("CH", "E[0-9]{9}(MWST|TVA|IVA)?",
                value -> (11 - weighted(value.substring(1, 10), 5, 4, 3, 2, 7, 6, 5, 4, 0) % 11) % 11 == digit(value,
                        9));
    }

    private static void vatSouthAndEast() {
        vat("ES", "[0-9A-Z][0-9]{7}[0-9A-Z]", NationalNumbers::isSpanish);
        vat("PT", "[1-9][0-9]{8}", NationalNumbers::isPortuguese);
        vat("IT", "[0-9]{11}", CheckDigits::luhn);
        vat("PL", "[0-9]{10}", NationalNumbers::isNip);
        vat("EL", "[0-9]{9}", NationalNumbers::isGreek);
        vat("GR", "[0-9]{9}", NationalNumbers::isGreek);
        vat("MT", "[1-9][0-9]{7}", value -> weighted(value, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0);
        vat("CY", "[0-9]{8}[A-Z]", VatNumbers::isCypriot);
        vat("HR", "[0-9]{11}", CheckDigits::iso1110);
        vat("SI", "[1-9][0-9]{7}",
                value -> (11 - weighted(value, 8, 7, 6, 5, 4, 3, 2, 0) % 11) % 10 == digit(value, 7));
        vat("SK", "[1-9][0-9]{9}", value -> Long.parseLong(value) % 11 == 0);
        vat("CZ", "[0-9]{8,10}", VatNumbers::isCzech);
        vat("HU", "[0-9]{8}", value -> weighted(value, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0);
        vat("RO", "[1-9][0-9]{1,9}", VatNumbers::isRomanian);
        vat("BG", "[0-9]{9,10}", VatNumbers::isBulgarian);
        vat("LT", "[0-9]{9}([0-9]{3})?", VatNumbers::isLithuanian);
        vat("LV", "[0-9]{11}", VatNumbers::isLatvian);
    }

    private static void checked(String name, String form, Predicate<String> check) {
        SCHEMES.put(name, scheme(form, check));
    }

    private static void plausible(String name, String form) {
        SCHEMES.put(name, new Scheme(false, Pattern.compile(form).asMatchPredicate()));
    }

    private static void vat(String country, String form, Predicate<String> check) {
        VAT.put(country, scheme(form, check));
    }

    private static Scheme scheme(String form, Predicate<String> check) {
        return new Scheme(true, Pattern.compile(form).asMatchPredicate().and(check));
    }

    private static boolean isLaPoste(String siret) {
        return siret.startsWith("356000000") && siret.chars().map(c -> c - '0').sum() % 5 == 0;
    }

    private static String last(String value, int digits) {
        return value.substring(value.length() - digits);
    }
}
