package io.casehub.identity.normal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyDomainTest {

    @ParameterizedTest
    @CsvSource({"weber-logistik.example, Weber Logistik GmbH", "weberlogistik.example, Logistik Weber GmbH & Co. KG",
            "mail.weber.co.example, Weber Logistik GmbH", "weber-gmbh.example, Weber Logistik GmbH",
            "ibm.com, International Business Machines Corp.", "mueller.example, Müller AG",
            "xn--mller-kva.example, Müller AG", "lagarde-fils.example, Lagarde et Fils SARL"})
    void aDomainOfNothingButTheCompanysWordsIsTheCompanys(String domain, String name) {
        assertThat(CompanyDomain.isCalledAfter(domain, OrganisationName.of(name))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"post-direkt.example, Post und Paket GmbH", "weber-bau.example, Weber Logistik GmbH",
            "ag.example, Weber AG", "de.example, De Boer", "example, Example Inc.", "gmbh.example, Weber GmbH",
            "freenet.de, Freenet AG"})
    void anyOtherWordInItAndAPublicHostAreNot(String domain, String name) {
        assertThat(CompanyDomain.isCalledAfter(domain, OrganisationName.of(name))).isFalse();
    }

    @Test
    void hostsOfEverybodyAreKnown() {
        assertThat(CompanyDomain.isPublic("gmail.com")).isTrue();
        assertThat(CompanyDomain.isPublic("weber-logistik.example")).isFalse();
    }
}
