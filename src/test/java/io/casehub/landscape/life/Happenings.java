package io.casehub.landscape.life;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Customer;
import io.casehub.landscape.company.Order;
import io.casehub.landscape.company.Topic;
import io.casehub.landscape.erp.ErpStaff.Progress;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Touched;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What may happen, and how often. What needs a system that is stopped does not happen. */
final class Happenings {

    private static final String BY = "life";

    private final World world;
    private final List<Happening> all;

    private record Happening(int weight, List<? extends LandscapeSystem> needs,
            Function<Chance, Optional<Touched>> event) {

        boolean possible() {
            return needs.stream().allMatch(LandscapeSystem::running);
        }
    }

    Happenings(World world) {
        this.world = world;
        this.all = Stream.of(trade(), money(), parcels(), service()).flatMap(List::stream).toList();
    }

    Optional<Touched> one(Chance chance) {
        var total = all.stream().mapToInt(Happening::weight).sum();
        var at = chance.below(total);
        for (var happening : all) {
            at -= happening.weight();
            if (at < 0)
                return happening.possible() ? happening.event().apply(chance) : Optional.empty();
        }
        return Optional.empty();
    }

    private List<Happening> trade() {
        var erp = List.of(world.erp());
        return List.of(new Happening(8, erp, this::order),
                new Happening(32, List.of(world.erp(), world.shipping(), world.billing()), this::advance),
                new Happening(2, erp, this::newNumber),
                new Happening(2, erp, this::goodsComeBack));
    }

    private List<Happening> money() {
        var billing = List.of(world.billing());
        var staff = world.billing().staff();
        return List.of(new Happening(9, billing, chance -> staff.payment(chance, BY)),
                new Happening(3, billing, chance -> staff.openDispute(chance, BY)),
                new Happening(4, billing, chance -> staff.workOnDispute(chance, BY)));
    }

    private List<Happening> parcels() {
        var shipping = List.of(world.shipping());
        var staff = world.shipping().staff();
        return List.of(new Happening(32, shipping, chance -> staff.scan(chance, BY)),
                new Happening(2, shipping, chance -> staff.inquire(chance, BY)),
                new Happening(3, shipping, chance -> staff.workOnInquiry(chance, BY)));
    }

    private List<Happening> service() {
        var crm = List.of(world.crm());
        var email = List.of(world.email());
        var staff = world.crm().staff();
        return List.of(new Happening(8, crm, chance -> staff.workOnCase(chance, BY)),
                new Happening(4, crm, chance -> staff.remark(chance, BY)),
                new Happening(5, crm, this::call),
                new Happening(4, crm, chance -> staff.changeContact(chance, BY)),
                new Happening(8, email, this::ask),
                new Happening(6, email, chance -> world.email().writers().react(chance, BY)));
    }

    private Optional<Touched> order(Chance chance) {
        var account = chance.oneOf(world.company().accounts());
        return Optional.of(world.erp().staff().placeOrder(account.customer(), account.key(), chance, BY));
    }

    private Optional<Touched> advance(Chance chance) {
        return world.erp().staff().advance(chance, BY).map(progress -> {
            customer(progress).ifPresent(customer -> follow(progress, customer, chance));
            return new Touched("erp", "AUFTRAG", progress.orderNo(), "STAT " + progress.state());
        });
    }

    // what was picked is sent, what was delivered is invoiced
    private void follow(Progress progress, int customer, Chance chance) {
        if (progress.state().equals("30")) {
            var parcel = world.shipping().staff().announce(progress.orderNo(),
                    world.company().recipient(customer, chance), chance, BY);
            world.truth().add(customer, "shipping", "parcel", parcel.key());
        }
        if (progress.state().equals("50")) {
            world.billing().staff().invoice(progress.orderNo(), debtor(customer, chance), progress.cents(), BY);
        }
    }

    private String debtor(int customer, Chance chance) {
        return world.truth().keyOf(customer, "billing", "debtor").orElseGet(() -> {
            var opened = world.billing().staff().openAccount(world.company().debtor(customer, chance), BY);
            world.truth().add(customer, "billing", "debtor", opened);
            return opened;
        });
    }

    private Optional<Touched> newNumber(Chance chance) {
        var account = chance.oneOf(world.company().accounts());
        return Optional.of(world.erp().staff().changeAccount(account.key(), "0171/" + chance.digits(7), BY));
    }

    private Optional<Touched> goodsComeBack(Chance chance) {
        var order = someOrder(chance);
        return world.truth().keyOf(order.customer(), "erp", "KUNDE")
                .map(account -> world.erp().staff().registerReturn(order.no(), account, chance, BY));
    }

    private Optional<Touched> call(Chance chance) {
        var order = someOrder(chance);
        var customer = world.company().customer(order.customer());
        return world.truth().keyOf(customer.no(), "crm", "contact").map(contact -> {
            var words = chance.oneOf(Topic.all()).words(customer.language(), order.no(), product(order),
                    customer.name(), chance);
            return world.crm().staff().openCase(Integer.parseInt(contact), words, chance.in(0.6) ? order.no() : null,
                    chance, BY);
        });
    }

    private Optional<Touched> ask(Chance chance) {
        var order = someOrder(chance);
        Customer customer = world.company().customer(order.customer());
        return Optional.of(world.email().writers().ask(customer, order.no(), product(order), chance, BY));
    }

    private Optional<Integer> customer(Progress progress) {
        return world.company().accounts().stream().filter(account -> account.key().equals(progress.accountNo()))
                .map(account -> account.customer()).findFirst();
    }

    // the younger the order, the more there is to say about it
    private Order someOrder(Chance chance) {
        var orders = world.company().orders();
        return orders.get(orders.size() - 1 - chance.skewed(orders.size()));
    }

    private static String product(Order order) {
        return order.lines().getFirst().product().name();
    }
}
