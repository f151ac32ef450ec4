package io.hakko.repository.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoWebTest;
import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** リポジトリ as everybody sees it, without signing in; and whatever else anybody may send there. */
@HakkoWebTest
class RepositoryPageTest {

    private final HttpClient web = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private Authorities authorities;

    @Test
    void tellsWhatIsPublished() throws Exception {
        Authority authority = authorities.find("aosign-g2").orElseThrow();
        String fingerprint = authority.certificate().sha256().toUpperCase(Locale.ROOT);

        HttpResponse<String> page = get("/repository");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "リポジトリ",
                        "認証業務規程（CPS）",
                        "https://repository.example.jp/aosign-g2/cps.html",
                        "aosign-g2-2026-04",
                        fingerprint.substring(0, 2) + ":" + fingerprint.substring(2, 4) + ":",
                        "/repository/aosign-g2/ca.crt");
        assertThat(get("/repository/repository.css").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/repository/aosign-g2/crl-0.crl",
                "/repository/aosign-g2/crl-99999999999999999999.crl",
                "/repository/aosign-g2/crl--1.crl",
                "/repository/aosign-g2/crl-1e3.crl",
                "/repository/aosign-g2/arl-00.crl",
                "/repository/aosign-g2/crl-%EF%BC%91.crl",
                "/repository/aosign-g2/crl-1.crl;x=y",
                "/repository/AOSIGN/crl.crl",
                "/repository/x/crl.crl",
                "/repository/nobody/ca.pem",
                "/repository/aosign-g2/",
                "/repository/aosign-g2/crl.crl/more",
                "/repository/aosign-g2/crl.crl%00",
                "/repository/%2e%2e/desk",
                "/repository//aosign-g2//crl.crl"
            })
    void refusesWhatIsNotThere(String address) throws Exception {
        for (String header : List.of("", "bytes=0-1", "bytes=", "x".repeat(5000), "x".repeat(20_000))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                    .header("Range", header)
                    .header("If-None-Match", header)
                    .header("If-Modified-Since", header)
                    .header("If-Range", header)
                    .header("Accept-Encoding", header)
                    .build();

            assertThat(web.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /repository/aosign-g2/crl.crl?\u0000 HTTP/1.1",
                "GET /repository/aosign-g2/../../crl.crl HTTP/1.1",
                "GET /repository/aosign-g2/%zz.crl HTTP/1.1",
                "POST /repository/aosign-g2/crl.crl HTTP/1.1",
                "PUT /repository/aosign-g2/crl-1.crl HTTP/1.1",
                "DELETE /repository HTTP/1.1",
                "GET\t/repository HTTP/9.9",
                "NONSENSE"
            })
    void refusesWhatIsNoRequest(String line) throws IOException {
        assertThat(raw(line)).matches("HTTP/1.1 (4\\d\\d|505) .*");
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return web.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The status line of the answer. */
    private String raw(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
