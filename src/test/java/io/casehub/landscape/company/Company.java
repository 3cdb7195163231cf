package io.casehub.landscape.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Velomund, an invented company that sells bicycles and parts over the internet, as it is when the
 * landscape is first started. The same seed, size and day give the same company, word for word.
 */
public record Company(List<Customer> customers, List<Appearance> contacts, List<Appearance> accounts,
        List<Appearance> debtors,
        List<Order> orders, List<Return> returns, List<Invoice> invoices, List<Payment> payments,
        List<Dispute> disputes,
        List<Parcel> parcels, List<Inquiry> inquiries, List<Ticket> tickets, List<Letter> letters,
        List<Matter> matters) {

    public static final String NAME = "Velomund";
    public static final String SUPPORT = "support@velomund.example";

    public static Company generate(long seed, int size, LocalDate today) {
        var past = new Past(today);
        var customers = new CustomerMaker(seed).make(size);
        var books = new Books(seed, past);
        var contacts = books.contacts(customers);
        var accounts = books.accounts(customers);
        var ordering = new Orders(seed, past);
        var orders = ordering.of(accounts.stream().map(Appearance::customer).toList(), size * 3 / 2);
        var money = new Accounts(seed, past, orders);
        var debtors = books.debtors(customers, money.invoices());
        var sent = new Parcels(seed, past, customers, orders);
        var said = Complaints.of(
                new Complaints.Trade(customers, contacts, orders, ordering.returns(orders), money, sent), seed, past);
        return new Company(customers, contacts, accounts, debtors, orders, said.returns(), money.invoices(),
                money.payments(), said.disputes(), sent.parcels(), said.inquiries(), said.tickets(), said.letters(),
                said.matters());
    }

    public Customer customer(int no) {
        return customers.get(no - 1);
    }

    public Map<Integer, Appearance> accountOf() {
        return accounts.stream().collect(Collectors.toMap(Appearance::customer, Function.identity()));
    }

    public Map<Integer, Appearance> debtorOf() {
        return debtors.stream().collect(Collectors.toMap(Appearance::customer, Function.identity()));
    }

    /** Who the writer of a mail address is; nobody can say where an address is shared. */
    public Optional<Customer> writer(String email) {
        var owners = customers.stream().filter(customer -> customer.emails().contains(email)).toList();
        return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
    }

    /** What is written on a parcel to this customer. */
    public Appearance recipient(int customer, Chance chance) {
        return Clerks.shipping(customer(customer), chance, Instant.now());
    }

    /** How the billing spells a customer who gets a first invoice. */
    public Appearance debtor(int customer, Chance chance) {
        return Clerks.billing(customer(customer), chance, Instant.now());
    }

    /** In which books which customer stands, and under which key. */
    private record Books(long seed, Past past) {

        List<Appearance> contacts(List<Customer> customers) {
            var found = new ArrayList<Appearance>();
            for (var customer : customers) {
                var chance = Chance.of(seed, "crm", customer.no());
                if (!chance.in(0.86))
                    continue;
                found.add(Clerks.crm(customer, chance, past.sometime(chance)));
                if (chance.in(0.045))
                    found.add(Clerks.crm(customer, chance, past.sometime(chance)));
            }
            return keyed(found, i -> String.valueOf(50_001 + i));
        }

        List<Appearance> accounts(List<Customer> customers) {
            return keyed(customers.stream().filter(c -> Chance.of(seed, "in erp", c.no()).in(0.85)).map(c -> {
                var chance = Chance.of(seed, "erp", c.no());
                return Clerks.erp(c, chance, past.sometime(chance));
            }).toList(), i -> String.valueOf(100_017 + 3 * i));
        }

        List<Appearance> debtors(List<Customer> customers, List<Invoice> invoices) {
            var numbers = invoices.stream().map(invoice -> invoice.order().customer()).distinct().sorted().toList();
            return keyed(numbers.stream().map(no -> {
                var chance = Chance.of(seed, "billing", no);
                return Clerks.billing(customers.get(no - 1), chance, past.sometime(chance));
            }).toList(), i -> "D-" + (70_001 + i));
        }

        // each system numbers in the order of its own time, so the keys of two systems tell nothing about
        // each other
        private static List<Appearance> keyed(List<Appearance> appearances, Function<Integer, String> key) {
            var sorted = appearances.stream().sorted(Comparator.comparing(Appearance::changed)).toList();
            return IntStream.range(0, sorted.size()).mapToObj(i -> sorted.get(i).withKey(key.apply(i))).toList();
        }
    }
}
