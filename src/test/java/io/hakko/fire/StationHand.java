package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Somebody at the page of a station of its own. */
class StationHand {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ServiceProcess station;
    private final String password;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    StationHand(ServiceProcess station, String password) {
        this.station = station;
        this.password = password;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + station.httpPort() + path))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    /** The status line of an answer, asked for under another name. */
    String getAs(String host, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", station.httpPort())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    void signIn(String user) throws IOException, InterruptedException {
        get("/desk/station");
        assertThat(post("operator", Map.of("user", user, "password", password)).statusCode())
                .isEqualTo(204);
    }

    HttpResponse<String> post(String path, Map<String, ?> content) throws IOException, InterruptedException {
        return client.send(
                request("/desk/api/card/" + path)
                        .header("X-XSRF-TOKEN", token())
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(content)))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> postWithoutToken(String path, Map<String, ?> content)
            throws IOException, InterruptedException {
        return client.send(
                request("/desk/api/card/" + path)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(content)))
                        .build(),
                BodyHandlers.ofString());
    }

    int posted(String path) {
        try {
            return post(path, Map.of()).statusCode();
        } catch (IOException | InterruptedException gone) {
            throw new IllegalStateException(gone);
        }
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return client.send(
                request("/desk/api/card/" + path)
                        .header("X-XSRF-TOKEN", token())
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
