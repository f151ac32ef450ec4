package io.hakko.repository.web;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.hakko.HakkoWebTest;
import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** リポジトリ as everybody sees it, without signing in. */
@HakkoWebTest
class RepositoryPageTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private Authorities authorities;

    @Test
    void tellsWhatIsPublished() throws Exception {
        Authority authority = authorities.find("aosign-g2").orElseThrow();

        web.perform(get("/repository"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("リポジトリ")))
                .andExpect(content().string(containsString("認証業務規程（CPS）")))
                .andExpect(content().string(containsString("https://repository.example.jp/aosign-g2/cps.html")))
                .andExpect(content().string(containsString("aosign-g2-2026-04")))
                .andExpect(content()
                        .string(containsString(
                                authority.certificate().sha256().toUpperCase(java.util.Locale.ROOT).substring(0, 2) + ":")))
                .andExpect(content().string(containsString("/repository/aosign-g2/ca.crt")));
        web.perform(get("/repository/repository.css")).andExpect(status().isOk());
    }

    /** Nothing that comes from outside is an error of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/repository/aosign-g2/crl-0.crl",
                "/repository/aosign-g2/crl-99999999999999999999.crl",
                "/repository/aosign-g2/crl--1.crl",
                "/repository/aosign-g2/crl-1e3.crl",
                "/repository/aosign-g2/arl-00.crl",
                "/repository/aosign-g2/crl-%EF%BC%91.crl",
                "/repository/AOSIGN/crl.crl",
                "/repository/x/crl.crl",
                "/repository/nobody/ca.pem",
                "/repository/aosign-g2/",
                "/repository/aosign-g2/crl.crl/more",
                "/repository/aosign-g2/crl.crl%00"
            })
    void refusesWhatIsNotThere(String address) throws Exception {
        for (String header : new String[] {"", "bytes=0-1", "bytes=", "x".repeat(5000)}) {
            web.perform(get(java.net.URI.create(address))
                            .header("Range", header)
                            .header("If-None-Match", header)
                            .header("If-Modified-Since", header)
                            .header("If-Range", header)
                            .header("Accept-Encoding", header))
                    .andExpect(status().is4xxClientError());
        }
    }
}
