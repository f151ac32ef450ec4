package io.hakko.desk;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A browser without a screen: keeps cookies, sends the token that Tasklist sends. */
public final class StaffClient {

    private final URI root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public StaffClient(int port) {
        this.root = URI.create("http://localhost:" + port);
    }

    /** Signs in as Tasklist's sign-in page does. */
    public StaffClient signIn(String userId, String password) {
        return signIn(userId, password, "tasklist");
    }

    /** Signs in as the sign-in page of one of the engine's web applications does. */
    public StaffClient signIn(String userId, String password, String application) {
        logIn(userId, password, application);
        get(page(application));
        return this;
    }

    /** Signs in and asks for nothing more. */
    public StaffClient logIn(String userId, String password, String application) {
        get(page(application));
        HttpResponse<String> response = send(request("/camunda/api/admin/auth/user/default/login/" + application)
                .header("X-XSRF-TOKEN", token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + encode(userId) + "&password=" + encode(password))));
        if (response.statusCode() != 200) {
            throw new IllegalStateException("sign-in failed: " + response.statusCode());
        }
        return this;
    }

    private static String page(String application) {
        return "/camunda/app/" + application + "/default/";
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, String json) {
        return post(path, json, token());
    }

    public HttpResponse<String> post(String path, String json, String token) {
        return send(request(path)
                .header("X-XSRF-TOKEN", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    public String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
