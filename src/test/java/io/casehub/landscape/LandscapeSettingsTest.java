package io.casehub.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LandscapeSettingsTest {

    @Test
    void withoutAWordItIsACompanyOfTwoThousandCustomersThatLives() {
        var settings = LandscapeSettings.from();

        assertThat(settings.data()).isEqualTo(Path.of("data"));
        assertThat(settings.customers()).isEqualTo(2000);
        assertThat(settings.living()).isTrue();
        assertThat(settings.pace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.ports()).isEqualTo(new Ports(8100, 8101, 8102, 8103, 8104, 8105, 8106, 8107));
    }

    @Test
    void anArgumentOutranksASystemProperty() {
        System.setProperty("landscape.crm.port", "9001");
        try {
            assertThat(LandscapeSettings.from().ports().crm()).isEqualTo(9001);
            assertThat(LandscapeSettings.from("--landscape.crm.port=9002", "--landscape.pace=200ms").ports().crm())
                    .isEqualTo(9002);
        } finally {
            System.clearProperty("landscape.crm.port");
        }
    }

    @Test
    void thePaceIsWrittenAsPeopleWriteIt() {
        assertThat(LandscapeSettings.from("--landscape.pace=0.5s").pace()).isEqualTo(Duration.ofMillis(500));
        assertThat(LandscapeSettings.from("--landscape.pace=250ms").pace()).isEqualTo(Duration.ofMillis(250));
        assertThat(LandscapeSettings.from("--landscape.pace=PT1M").pace()).isEqualTo(Duration.ofMinutes(1));
    }
}
