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
import io.hakko.shared.DerContent;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class RepositoryControllerTest {

    private static final Instant PUBLISHED = Instant.parse("2026-11-24T07:00:00Z");
    private static final Der CERTIFICATE = Der.of(new byte[] {0x30, 0x01, 0x01});
    private static final PublishedCrl FIRST = published(1, Der.of(new byte[] {0x30, 0x01, 0x02}));
    private static final PublishedCrl SECOND = published(2, Der.of(new byte[] {0x30, 0x01, 0x03}));

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
                .andExpect(content().bytes(SECOND.content().read().bytes()))
                .andExpect(header().string("ETag", "\"" + SECOND.content().sha256() + "\""))
                .andExpect(header().dateValue("Last-Modified", PUBLISHED.toEpochMilli()));
    }

    @Test
    void servesOlderCrlsByNumber() throws Exception {
        web.perform(get("/repository/aosign-g2/crl-1.crl"))
                .andExpect(status().isOk())
                .andExpect(content().bytes(FIRST.content().read().bytes()));
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
                        .header("If-None-Match", "\"" + SECOND.content().sha256() + "\""))
                .andExpect(status().isNotModified());
        web.perform(get("/repository/aosign-g2/crl.crl").header("If-None-Match", "\"other\""))
                .andExpect(status().isOk());
    }

    @Test
    void servesTheListOfAuthorities() throws Exception {
        web.perform(get("/repository/aosign-g2/arl.crl"))
                .andExpect(status().isOk())
                .andExpect(content().bytes(new byte[] {0x30, 0x01, 0x0a}));
        web.perform(get("/repository/aosign-g2/arl-1.crl")).andExpect(status().isOk());
        web.perform(get("/repository/aosign-g2/arl-3.crl")).andExpect(status().isNotFound());
    }

    @Test
    void servesParts() throws Exception {
        web.perform(get("/repository/aosign-g2/crl.crl").header("Range", "bytes=1-2"))
                .andExpect(status().isPartialContent())
                .andExpect(header().string("Content-Range", "bytes 1-2/3"))
                .andExpect(content().bytes(new byte[] {0x01, 0x03}));
        web.perform(get("/repository/aosign-g2/crl.crl")
                        .header("Range", "bytes=1-2")
                        .header("If-Range", "\"" + SECOND.content().sha256() + "\""))
                .andExpect(status().isPartialContent());
    }

    @Test
    void partOfWhatIsNotServedAnyMoreIsTheWhole() throws Exception {
        web.perform(get("/repository/aosign-g2/crl.crl")
                        .header("Range", "bytes=1-2")
                        .header("If-Range", "\"" + FIRST.content().sha256() + "\""))
                .andExpect(status().isOk())
                .andExpect(content().bytes(SECOND.content().read().bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=9-10", "bytes=3-", "bytes=0-,0-,0-,0-"})
    void refusesPartsThereAreNot(String range) throws Exception {
        web.perform(get("/repository/aosign-g2/crl.crl").header("Range", range)).andExpect(status().is(416));
    }

    /** RFC 9110 section 14.2. */
    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=a-b", "bytes=-", "bytes=", "lines=1-2", "bytes=0-99999999999999999999", "0-1", "bytes=1"})
    void passesOverRangesThatAreNone(String range) throws Exception {
        web.perform(get("/repository/aosign-g2/crl.crl").header("Range", range))
                .andExpect(status().isOk())
                .andExpect(content().bytes(SECOND.content().read().bytes()));
    }

    @Test
    void compressesForWhoeverAsks() throws Exception {
        MockHttpServletResponse answer = web.perform(
                        get("/repository/aosign-g2/crl.crl").header("Accept-Encoding", "br, gzip;q=0.5"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Encoding", "gzip"))
                .andExpect(header().string("Vary", "Accept-Encoding"))
                .andReturn()
                .getResponse();

        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.getContentAsByteArray())).readAllBytes())
                .isEqualTo(SECOND.content().read().bytes());
        assertThat(answer.getHeader("ETag")).isEqualTo("\"" + SECOND.content().sha256() + "-gzip\"");
        web.perform(get("/repository/aosign-g2/crl.crl")
                        .header("Accept-Encoding", "gzip")
                        .header("If-None-Match", answer.getHeader("ETag")))
                .andExpect(status().isNotModified());
        web.perform(get("/repository/aosign-g2/crl.crl").header("Accept-Encoding", "gzip;q=0, identity"))
                .andExpect(header().doesNotExist("Content-Encoding"))
                .andExpect(header().longValue("Content-Length", 3));
    }

    @Test
    void knowsNothingElse() throws Exception {
        web.perform(get("/repository/diacert-plus/ca.crt")).andExpect(status().isNotFound());
        web.perform(get("/repository/diacert-plus/crl.crl")).andExpect(status().isNotFound());
        web.perform(get("/repository/aosign-g2/crl-3.crl")).andExpect(status().isNotFound());
        web.perform(get("/repository/aosign-g2/crl-0.crl")).andExpect(status().isNotFound());
        web.perform(get("/repository/..%2f/crl.crl")).andExpect(status().is4xxClientError());
    }

    private static PublishedCrl published(long number, Der crl) {
        return new PublishedCrl(
                new CrlKey("aosign-g2", number),
                DerContent.of(crl),
                0,
                Optional.of(Der.of(new byte[] {0x30, 0x01, 0x0a})),
                PUBLISHED,
                PUBLISHED.plusSeconds(60),
                PUBLISHED);
    }

    @Test
    void servesTheLinksBetweenKeys() throws Exception {
        web.perform(get("/repository/aosign-g2-k2/new-with-old.crt"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pkix-cert"))
                .andExpect(content().bytes(CERTIFICATE.bytes()));
        web.perform(get("/repository/aosign-g2/new-with-old.crt")).andExpect(status().isNotFound());
        web.perform(get("/repository/aosign-g2-k2/old-with-new.crt")).andExpect(status().isNotFound());
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

        @Override
        public Optional<Authority> current(String service) {
            return find(service);
        }

        @Override
        public Optional<Der> newWithOld(String caId) {
            return Optional.of(CERTIFICATE).filter(link -> caId.equals("aosign-g2-k2"));
        }

        @Override
        public Optional<Der> oldWithNew(String caId) {
            return Optional.empty();
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
