package io.casehub.connector.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.connector.token.Provider;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Outcome;
import io.casehub.outbound.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailPushIT {

    private static final String CUT = "CUT";
    private static final String XOAUTH2 = "250-here\r\n250 AUTH PLAIN XOAUTH2";
    private static final Map<String, String> PASSWORD = Map.of("email.password", "50%&+#secret?");

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({"RCPT, 550 no such user, Refused", "RCPT, 450 come back later, NotReached",
            "MAIL, 451 not now, NotReached", "DATA, 554 no, Refused", ".,554 that is spam, Refused",
            ".,452 disk full, NotReached", "AUTH, 535 wrong password, NotReached", "HELLO, 421 too many, NotReached",
            "HELLO, CUT, NotReached", "EHLO, CUT, NotReached", "MAIL, CUT, NotReached", "RCPT, CUT, NotReached",
            "., CUT, Unknown"})
    void judgesWhatBecameOfAMail(String step, String answer, String outcome) throws Exception {
        assertThat(send(Map.of(step, answer), "anna@blum.example").getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void deliversWhatTheServerTakes() throws Exception {
        var outcome = send(Map.of(), "anna@blum.example");

        assertThat(outcome).isEqualTo(new Outcome.Delivered("the mail server took it"));
        assertThat(heard).contains("RCPT TO:<anna@blum.example>", "To: anna@blum.example",
                "Subject: [CH-000001] Re: Cups Bcc: eve@else.example", "Message-ID: <ch-000001.a.b@acme.example>",
                "From: support@acme.example").doesNotContain("Bcc: eve@else.example");
    }

    @Test
    void showsTheTokenThatReadsTheMailbox() throws Exception {
        try (var provider = new Provider()) {
            var outcome = send(Map.of("EHLO", XOAUTH2), "anna@blum.example", tokens(provider));

            assertThat(outcome).isEqualTo(new Outcome.Delivered("the mail server took it"));
            assertThat(heard).contains("AUTH XOAUTH2 " + Base64.getEncoder()
                    .encodeToString("user=support@acme.example\1auth=Bearer t1\1\1".getBytes(US_ASCII)));
            assertThat(provider.asked).singleElement().asString().contains("refresh_token=50%25%26%2B%23consent%3F");
        }
    }

    @Test
    void comesBackLaterWhereThereIsNoToken() throws Exception {
        try (var provider = new Provider()) {
            provider.status = 400;

            var outcome = send(Map.of("EHLO", XOAUTH2), "anna@blum.example", tokens(provider));

            assertThat(outcome).isInstanceOf(Outcome.NotReached.class).asString().contains("invalid_grant")
                    .doesNotContain("consent?");
            assertThat(heard).as("nothing was said to the server").isEmpty();
        }
    }

    @Test
    void comesBackLaterWhereTheServerRefusesTheToken() throws Exception {
        try (var provider = new Provider()) {
            assertThat(send(Map.of("EHLO", XOAUTH2, "AUTH", "535 5.7.3 no"), "anna@blum.example", tokens(provider)))
                    .isInstanceOf(Outcome.NotReached.class);
        }
    }

    private static Map<String, String> tokens(Provider provider) {
        return Map.of("email.auth", "xoauth2", "email.oauth-url", provider.url(), "email.client-id", "hub",
                "email.refresh-token", "50%&+#consent?");
    }

    @Test
    void refusesAnAddressThatIsNone() throws Exception {
        assertThat(send(Map.of(), "anna blum@@example")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void comesBackLaterWhereNobodyListens() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(push(port, "anna@blum.example", PASSWORD)).isInstanceOf(Outcome.NotReached.class);
    }

    private Outcome send(Map<String, String> script, String to) throws Exception {
        return send(script, to, PASSWORD);
    }

    private Outcome send(Map<String, String> script, String to, Map<String, String> login) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!listening.isClosed()) { // Angus comes a second time after a wrong password
                    serve(listening, script);
                }
            });
            return push(listening.getLocalPort(), to, login);
        }
    }

    private static Outcome push(int port, String to, Map<String, String> login) throws Exception {
        try (var camel = new DefaultCamelContext()) {
            camel.disableJMX();
            var plans = new Plans(Pushing.kinds());
            camel.addComponent("smtp", new SmtpComponent(Provider.tokens()));
            camel.getRegistry().bind("mailPush",
                    new MailPush(plans, new Mappings(Path.of("mappings")), (id, document) -> {
                        throw new AssertionError("nothing is attached here");
                    }));
            camel.getPropertiesComponent().setInitialProperties(settings(port, login));
            camel.start();
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel,
                    "file:" + Path.of("routes/_templates/push-mail.camel.yaml")));
            var route = Spot.read(Path.of("routes/email/email-acknowledgement-out.camel.yaml")).items().getFirst()
                    .get("templatedRoute");
            var plan = Plan.of(route, Template.all(Path.of("routes", "_templates")), Map.of(),
                    camel::resolvePropertyPlaceholders);
            plans.put(plan);
            camel.addRouteFromTemplate(plan.route(), plan.template(), Map.copyOf(plan.parameters()));
            return camel.createProducerTemplate().requestBody("direct:email-acknowledgement-out", command(to),
                    Outcome.class);
        }
    }

    private static Properties settings(int port, Map<String, String> login) {
        var settings = new Properties();
        settings.putAll(Map.of("email.smtp-host", "127.0.0.1", "email.smtp-port", String.valueOf(port), "email.tls",
                "false", "email.smtp-starttls", "false", "email.user", "support@acme.example", "email.address",
                "support@acme.example"));
        settings.putAll(login);
        return settings;
    }

    private static Command command(String to) {
        var payload = JsonNodeFactory.instance.objectNode().put("case", "CH-000001").put("to", to)
                .put("subject", "Cups\r\nBcc: eve@else.example").put("messageId", "ch-000001.a.b@acme.example");
        payload.putArray("references");
        return new Command(UUID.randomUUID(), Topic.of(CaseId.next()),
                new SourceRef("email", Entity.INTERACTION, "1@blum.example"), CommandKind.ACKNOWLEDGEMENT, payload, 0,
                Manner.FIRST);
    }

    /** Speaks SMTP as far as one mail needs it; at the step in the script it says what stands there. */
    private void serve(ServerSocket listening, Map<String, String> script) {
        try (var line = listening.accept();
                var in = new BufferedReader(new InputStreamReader(line.getInputStream(), US_ASCII))) {
            boolean isOpen = say(line, script.getOrDefault("HELLO", "220 here"));
            boolean isContent = false;
            while (isOpen) {
                var said = in.readLine();
                if (said == null) {
                    return;
                }
                heard.add(said);
                if (isContent && !said.equals(".")) {
                    continue;
                }
                var step = said.split(" ")[0];
                isOpen = say(line, script.getOrDefault(step, usual(step)));
                isContent = step.equals("DATA") && !script.containsKey(step);
            }
        } catch (IOException e) {
            // the other side is done
        }
    }

    private static String usual(String step) {
        return switch (step) {
            case "EHLO" -> "250-here\r\n250 AUTH PLAIN";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private static boolean say(Socket line, String answer) throws IOException {
        if (answer.equals(CUT)) {
            line.close();
            return false;
        }
        line.getOutputStream().write((answer + "\r\n").getBytes(US_ASCII));
        line.getOutputStream().flush();
        return true;
    }
}
