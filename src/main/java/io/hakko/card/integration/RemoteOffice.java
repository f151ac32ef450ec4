package io.hakko.card.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.card.CardRefusal;
import io.hakko.card.StationSignIn;
import io.hakko.card.StationWire;
import io.hakko.card.domain.CardCertificate;
import io.hakko.card.domain.CardStep;
import io.hakko.card.domain.KeyOrigin;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.StationJob;
import io.hakko.card.domain.StationOffice;
import io.hakko.shared.Actor;
import io.hakko.shared.AtStation;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Der;
import io.hakko.shared.Outage;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import io.hakko.shared.Violation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

/**
 * The office at the other end of a line. A step whose answer is lost is told once more at once; when nobody answers then
 * either, the ledger is asked by the next claim. Tokens of people who are signed in stay in this memory.
 */
@AtStation
final class RemoteOffice implements StationOffice, StationSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteOffice.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JSON = "application/json";

    private final HttpClient client;
    private final String base;
    private final ObjectMapper json;
    private final String worker = UUID.randomUUID().toString();
    private volatile String station = "";
    private final Map<Actor, String> tokens = new ConcurrentHashMap<>();

    RemoteOffice(StationLine line, ObjectMapper json, @Value("${hakko.station.remote.url}") String url) {
        this.client = line.client();
        this.base = url.replaceAll("/+$", "") + StationWire.PATH;
        this.json = json.copy().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    }

    /** What the server has refused, in its words. */
    private record Told(Kind kind) implements RefusalCode {
        @Override
        public String key() {
            return "card.serverSays";
        }
    }

    @Override
    public String station() {
        return station;
    }

    @Override
    public List<StationJob> claim(Supplier<ReaderReport> report) {
        return read(told("/claims", StationWire.Report.of(report.get()), StationWire.Jobs.class));
    }

    /** While the station works, its cards stay its own. */
    @Scheduled(
            fixedDelayString = "${hakko.station.remote.extend:PT10S}",
            initialDelayString = "${hakko.station.remote.extend:PT10S}")
    void extend() {
        try {
            exchange(request("/claims/extend").POST(body(Map.of())), true);
        } catch (Outage away) {
            LOG.debug("The server does not answer: {}", away.getMessage());
        }
    }

    @Override
    public List<StationJob> jobs() {
        return read(exchange(request("/jobs").GET(), StationWire.Jobs.class, true));
    }

    private List<StationJob> read(StationWire.Jobs jobs) {
        station = jobs.station();
        return jobs.jobs().stream().map(StationWire.Job::read).toList();
    }

    @Override
    public StationJob keyed(CardStep from, Der publicKey, KeyOrigin origin) {
        return step(from, "keyed", new StationWire.Step(from.version(), StationWire.base64(publicKey), origin.name()));
    }

    @Override
    public StationJob certify(CardStep from) {
        return step(from, "certify");
    }

    @Override
    public CardCertificate certificateOf(CardNumber card) {
        return exchange(request(path(card, "certificate")).GET(), StationWire.Certificate.class, true)
                .read();
    }

    @Override
    public MailerSheet letterOf(CardNumber card) {
        return exchange(request(path(card, "letter")).GET(), StationWire.Letter.class, true)
                .read();
    }

    @Override
    public String faceOf(CardNumber card) {
        return exchange(request(path(card, "face")).GET(), StationWire.Face.class, true)
                .svg();
    }

    @Override
    public StationJob written(CardStep from) {
        return step(from, "written");
    }

    @Override
    public StationJob pinSet(CardStep from) {
        return step(from, "pin-set");
    }

    @Override
    public StationJob verified(CardStep from) {
        return step(from, "verified");
    }

    private StationJob step(CardStep from, String step) {
        return step(from, step, new StationWire.Step(from.version(), null, null));
    }

    private StationJob step(CardStep from, String step, StationWire.Step body) {
        return told(path(from.number(), step), body, StationWire.Job.class).read();
    }

    @Override
    public void spoil(CardNumber card, String reason) {
        exchange(request(path(card, "spoiled")).POST(body(new StationWire.Reason(reason))), true);
    }

    @Override
    public void pinShown(CardNumber card, Actor actor) {
        asked(card, "pin-shown", Map.of(), actor);
    }

    @Override
    public void sealed(CardNumber card, Actor actor) {
        asked(card, "sealed", Map.of(), actor);
    }

    @Override
    public void jammed(CardNumber card, Actor actor, String reason) {
        asked(card, "jam", new StationWire.Reason(reason), actor);
    }

    @Override
    public void mailerDestroyed(CardNumber card, Actor actor) {
        asked(card, "mailer-destroyed", Map.of(), actor);
    }

    @Override
    public void givenUp(CardNumber card, Actor actor, String reason) {
        asked(card, "give-up", new StationWire.Reason(reason), actor);
    }

    @Override
    public Operator signIn(String user, String password) {
        StationWire.SignedIn signedIn = exchange(
                request("/operators").POST(body(new StationWire.Credentials(user, password))),
                StationWire.SignedIn.class,
                false);
        Actor actor = new Actor(user);
        tokens.put(actor, signedIn.token());
        return new Operator(actor, Set.copyOf(signedIn.roles()));
    }

    @Override
    public void signOut(Actor actor) {
        String token = tokens.remove(actor);
        if (token != null) {
            exchange(request("/operators").header(StationWire.OPERATOR, token).DELETE(), true);
        }
    }

    @Override
    public boolean isSignedIn(Actor actor) {
        return tokens.containsKey(actor);
    }

    /** What the station itself tells; twice is as good as once. */
    private <T> T told(String path, Object content, Class<T> answer) {
        return exchange(request(path).POST(body(content)), answer, true);
    }

    /** What a person asks for, once. */
    private void asked(CardNumber card, String what, Object content, Actor actor) {
        String token = tokens.get(actor);
        if (token == null) {
            throw notSignedIn();
        }
        try {
            exchange(
                    request(path(card, what))
                            .header(StationWire.OPERATOR, token)
                            .POST(body(content)),
                    false);
        } catch (AuthenticationCredentialsNotFoundException ended) {
            tokens.remove(actor, token);
            throw ended;
        }
    }

    private static AuthenticationCredentialsNotFoundException notSignedIn() {
        return new AuthenticationCredentialsNotFoundException("nobody is signed in");
    }

    private static String path(CardNumber card, String what) {
        return "/cards/" + card.value() + "/" + what;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Content-Type", JSON)
                .header("Accept", JSON)
                .header("Accept-Language", "ja")
                .header(StationWire.WORKER, worker);
    }

    private HttpRequest.BodyPublisher body(Object content) {
        try {
            return BodyPublishers.ofByteArray(json.writeValueAsBytes(content));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot be written as JSON", impossible);
        }
    }

    private <T> T exchange(HttpRequest.Builder request, Class<T> answer, boolean mayRepeat) {
        return read(exchange(request, mayRepeat), answer);
    }

    private byte[] exchange(HttpRequest.Builder request, boolean mayRepeat) {
        HttpRequest built = request.build();
        HttpResponse<byte[]> response;
        try {
            response = send(built, mayRepeat);
        } catch (IOException gone) {
            throw new Outage(CardRefusal.SERVER_AWAY, String.valueOf(gone));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Outage(CardRefusal.SERVER_AWAY, "interrupted");
        }
        if (response.statusCode() >= 300) {
            throw refused(response);
        }
        return response.body();
    }

    private HttpResponse<byte[]> send(HttpRequest request, boolean mayRepeat) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException lost) {
            if (!mayRepeat) {
                throw lost;
            }
            LOG.debug("Asked once more: {}", request.uri(), lost);
            return client.send(request, BodyHandlers.ofByteArray());
        }
    }

    private <T> T read(byte[] content, Class<T> answer) {
        try {
            return json.readValue(content, answer);
        } catch (IOException malformed) {
            throw new Outage(CardRefusal.SERVER_AWAY, "the answer cannot be understood");
        }
    }

    private RuntimeException refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 401) {
            return notSignedIn();
        }
        Optional<RefusalCode.Kind> kind = kind(status);
        if (kind.isEmpty()) {
            return new Outage(CardRefusal.SERVER_AWAY, "the server answered " + status);
        }
        return new Refusal(violations(response.body(), new Told(kind.get()), status));
    }

    private static Optional<RefusalCode.Kind> kind(int status) {
        for (RefusalCode.Kind kind : RefusalCode.Kind.values()) {
            if (kind.status() == status) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private List<Violation> violations(byte[] problem, RefusalCode code, int status) {
        List<Violation> violations = new ArrayList<>();
        try {
            JsonNode content = json.readTree(problem);
            for (JsonNode error : content.path("errors")) {
                violations.add(Violation.at(
                        error.path("pointer").asText(),
                        code,
                        error.path("message").asText()));
            }
            if (violations.isEmpty()) {
                violations.add(Violation.at("", code, content.path("detail").asText("HTTP " + status)));
            }
        } catch (IOException notOurs) {
            violations.add(Violation.at("", code, "HTTP " + status));
        }
        return violations;
    }
}
