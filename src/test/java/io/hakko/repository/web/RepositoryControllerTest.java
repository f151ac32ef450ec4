package io.hakko.repository.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.CrlKey;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import io.hakko.shared.Der;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class RepositoryControllerTest {

    private static final Instant PUBLISHED = Instant.parse("2026-11-24T07:00:00Z");
    private static final Der CERTIFICATE = Der.of(new byte[] {0x30, 0x01, 0x01});
    private static final PublishedCrl FIRST =
            new PublishedCrl(new CrlKey("aosign-g2", 1), Der.of(new byte[] {0x30, 0x01, 0x02}), PUBLISHED);
    private static final PublishedCrl SECOND =
            new PublishedCrl(new CrlKey("aosign-g2", 2), Der.of(new byte[] {0x30, 0x01, 0x03}), PUBLISHED);

    private final MockMvc web = MockMvcBuilders.standaloneSetup(
                    new RepositoryController(new OneAuthority(), new TwoCrls()))
            .build();

    @Test
    void servesTheCertificateOfTheAuthority() throws Exception {
        web.perform(get("/repository/aosign-g2/ca.crt"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pkix-cert"))
                .andExpect(content().bytes(CERTIFICATE.bytes()));
    }

    @Test
    void servesItAsPem() throws Exception {
        String pem = web.perform(get("/repository/aosign-g2/ca.pem"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(pem).isEqualTo("-----BEGIN CERTIFICATE-----\nMAEB\n-----END CERTIFICATE-----\n");
    }

    @Test
    void servesTheNewestCrl() throws Exception {
        web.perform(get("/repository/aosign-g2/crl.crl"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pkix-crl"))
                .andExpect(content().bytes(SECOND.der().bytes()))
                .andExpect(header().string("ETag", "\"" + SECOND.der().sha256() + "\""))
                .andExpect(header().dateValue("Last-Modified", PUBLISHED.toEpochMilli()));
    }

    @Test
    void servesOlderCrlsByNumber() throws Exception {
        web.perform(get("/repository/aosign-g2/crl-1.crl"))
                .andExpect(status().isOk())
                .andExpect(content().bytes(FIRST.der().bytes()));
    }

    @Test
    void answersHead() throws Exception {
        web.perform(head("/repository/aosign-g2/crl.crl"))
                .andExpect(status().isOk())
                .andExpect(header().exists("ETag"));
    }

    @Test
    void sparesWhoHasItAlready() throws Exception {
        web.perform(get("/repository/aosign-g2/crl.crl")
                        .header("If-None-Match", "\"" + SECOND.der().sha256() + "\""))
                .andExpect(status().isNotModified());
        web.perform(get("/repository/aosign-g2/crl.crl").header("If-None-Match", "\"other\""))
                .andExpect(status().isOk());
    }

    @Test
    void knowsNothingElse() throws Exception {
        web.perform(get("/repository/diacert-plus/ca.crt")).andExpect(status().isNotFound());
        web.perform(get("/repository/diacert-plus/crl.crl")).andExpect(status().isNotFound());
        web.perform(get("/repository/aosign-g2/crl-3.crl")).andExpect(status().isNotFound());
        web.perform(get("/repository/aosign-g2/crl-0.crl")).andExpect(status().isNotFound());
        web.perform(get("/repository/..%2f/crl.crl")).andExpect(status().is4xxClientError());
    }

    private static final class OneAuthority implements Authorities {

        @Override
        public Optional<Authority> find(String caId) {
            return all().stream()
                    .filter(authority -> authority.id().equals(caId))
                    .findFirst();
        }

        @Override
        public List<Authority> all() {
            return List.of(
                    new Authority("aosign-g2", "C=JP,CN=Test", PUBLISHED, PUBLISHED.plusSeconds(60), CERTIFICATE));
        }
    }

    private static final class TwoCrls implements CrlPublications {

        @Override
        public void publish(CrlKey key) {
            throw new AssertionError("reading publishes nothing");
        }

        @Override
        public void verify(CrlKey key) {
            throw new AssertionError("reading verifies nothing");
        }

        @Override
        public Optional<PublishedCrl> latest(String caId) {
            return all(caId).stream().reduce((earlier, later) -> later);
        }

        @Override
        public Optional<PublishedCrl> find(CrlKey key) {
            return all(key.caId()).stream().filter(crl -> crl.key().equals(key)).findFirst();
        }

        @Override
        public List<PublishedCrl> all(String caId) {
            return caId.equals("aosign-g2") ? List.of(FIRST, SECOND) : List.of();
        }
    }
}
