package client;

import client.api.CasesApi;
import client.api.CustomersApi;
import client.model.CasePatch;
import client.model.CaseStatus;
import client.model.NewCase;
import client.model.Problem;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.web.client.RestClientResponseException;

/** What a front-end does all day, with the client made of the contract. Compiled by ClientIT with it. */
public final class FrontEnd implements BiFunction<String, String, List<String>> {

    /** Looks somebody up, reads what is going on, opens a case and resolves it; answers what it saw. */
    @Override
    public List<String> apply(String url, String key) {
        var seen = new ArrayList<String>();
        var dates = ApiClient.createDefaultDateFormat();
        // in a merge patch null takes away, and absent leaves as it is
        var mapper = ApiClient.createDefaultObjectMapper(dates).setSerializationInclusion(Include.NON_NULL);
        var client = new ApiClient(mapper, dates).setBasePath(url);
        client.setApiKey(key);
        var customers = new CustomersApi(client);
        var cases = new CasesApi(client);

        var caller = customers.findCustomers("emmy@example.org", null, null, null, null, null, null, null, null).getItems().getFirst();
        var view = customers.readCustomer(caller.getId(), null, null, "customer,invoices", null, "PT1M", null, null, null);
        var total = view.getInvoices().getItems().getFirst().getTotal();
        seen.add(view.getCustomer().getName() + " owes " + total.getAmount() + " " + total.getCurrency());

        var wish = new NewCase().subject("Wrong amount").customer(caller.getId());
        var opened = cases.openCase(wish, "client-1");
        seen.add(String.valueOf(cases.openCase(wish, "client-1").getNumber().equals(opened.getNumber())));
        var resolved = cases.changeCase("\"" + opened.getVersion() + "\"", opened.getNumber(),
                new CasePatch().status(CaseStatus.RESOLVED));
        seen.add(resolved.getStatus().getValue());
        try {
            cases.changeCase("\"" + opened.getVersion() + "\"", opened.getNumber(), new CasePatch().subject("Late"));
        } catch (RestClientResponseException e) {
            seen.add(e.getResponseBodyAs(Problem.class).getType());
        }
        return seen;
    }
}
