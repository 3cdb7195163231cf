package io.casehub.landscape.company;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompanyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    private static final Company COMPANY = Company.generate(20240017, 2000, TODAY);

    @Test
    void theSameSeedGivesTheSameCompany() {
        assertThat(Company.generate(20240017, 2000, TODAY)).isEqualTo(COMPANY);
    }

    @Test
    void anotherSeedGivesAnotherCompany() {
        assertThat(Company.generate(1, 2000, TODAY).customers()).isNotEqualTo(COMPANY.customers());
    }

    @Test
    void itHasTheVolumesThatItsDocumentationNames() {
        assertThat(COMPANY.customers().stream().filter(Customer::person).count()).isBetween(1400L, 1600L);
        assertThat(COMPANY.contacts()).hasSizeBetween(1700, 1900);
        assertThat(COMPANY.accounts()).hasSizeBetween(1600, 1800);
        assertThat(COMPANY.orders()).hasSize(3000);
        assertThat(COMPANY.invoices()).hasSizeBetween(2500, 2800);
        assertThat(COMPANY.payments()).hasSizeBetween(2200, 2700);
        assertThat(COMPANY.disputes()).hasSizeBetween(240, 320);
        assertThat(COMPANY.parcels()).hasSizeBetween(2000, 2400);
        assertThat(COMPANY.inquiries()).hasSizeBetween(120, 200);
        assertThat(COMPANY.tickets()).hasSizeBetween(850, 950);
        assertThat(COMPANY.letters()).hasSizeBetween(600, 750);
    }

    @Test
    void everyPhoneIsANumberThatItsCountryCouldGive() throws NumberParseException {
        var phones = PhoneNumberUtil.getInstance();

        var impossible = new TreeSet<String>();
        for (var customer : COMPANY.customers()) {
            for (var phone : List.of(customer.phone(), customer.mobile())) {
                if (!phones.isValidNumber(phones.parse(phone.e164(), null)))
                    impossible.add(phone.e164());
            }
        }

        assertThat(impossible).isEmpty();
    }

    @Test
    void howeverAPhoneIsWrittenItIsTheSameNumber() throws NumberParseException {
        var phones = PhoneNumberUtil.getInstance();

        for (var contact : COMPANY.contacts()) {
            if (contact.phone() == null)
                continue;
            var customer = COMPANY.customer(contact.customer());
            var region = phones.getRegionCodeForCountryCode(Integer.parseInt(customer.phone().dial()));
            var read = phones.format(phones.parse(contact.phone(), region), PhoneNumberUtil.PhoneNumberFormat.E164);
            assertThat(read).as(contact.phone()).isEqualTo(customer.phone().e164());
        }
    }

    @Test
    void someCustomersStandTwiceInTheCrm() {
        var entries = COMPANY.contacts().stream()
                .collect(Collectors.groupingBy(Appearance::customer, Collectors.counting()));

        assertThat(entries.values().stream().filter(count -> count == 2).count()).isBetween(50L, 110L);
    }

    @Test
    void thereAreNamesakesAtOneAddressWhoAreNotTheSamePerson() {
        var doors = COMPANY.customers().stream().filter(Customer::person)
                .collect(Collectors.groupingBy(customer -> customer.name() + customer.address()));

        assertThat(doors.values().stream().filter(people -> people.size() == 2)).hasSizeGreaterThan(15).allSatisfy(
                people -> assertThat(people).doesNotHaveDuplicates().extracting(Customer::birth)
                        .doesNotHaveDuplicates());
    }

    @Test
    void aMailAddressBelongsToOneCustomerOrToFirmsOfOneGroup() {
        var owners = COMPANY.customers().stream().flatMap(customer -> customer.emails().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(owners).allSatisfy((mail, count) -> {
            if (count > 1)
                assertThat(mail).startsWith("info");
        });
    }
}
