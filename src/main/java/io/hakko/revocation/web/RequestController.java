package io.hakko.revocation.web;

import io.hakko.calendar.Zones;
import io.hakko.policy.Channel;
import io.hakko.revocation.PaperChoices;
import io.hakko.revocation.PaperRevocations;
import io.hakko.revocation.ProposeRevocation;
import io.hakko.revocation.RegisterPaperRequest;
import io.hakko.revocation.RegisterPaperRequest.Requester;
import io.hakko.revocation.RevocationReasonView;
import io.hakko.revocation.Revocations;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Desk API behind the start form {@code forms/revocation/request}: a manager proposes a revocation, reception registers
 * papers that have arrived.
 */
@RestController
@RequestMapping("/desk/api/revocation/start/request")
class RequestController {

    private static final String MANAGER = "manager";
    private static final String RECEPTION = "reception";
    private static final String ORIGINAL = "ORIGINAL";

    private static final Choice PROPOSAL = new Choice("MANAGER", "認証局の判断（認証局責任者の起案）");
    private static final Choice OF_HOLDER = new Choice(Requester.HOLDER.name(), "利用者からの請求（失効申込書・失効申請書）");
    private static final Choice OF_COMPANY = new Choice(Requester.COMPANY.name(), "企業等からの請求（失効届出書・失効依頼書）");

    private final Revocations revocations;
    private final PaperRevocations papers;
    private final Clock clock;

    RequestController(Revocations revocations, PaperRevocations papers, Clock clock) {
        this.revocations = revocations;
        this.papers = papers;
        this.clock = clock;
    }

    /** What the form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record DocumentRow(
            @Nullable String kind,
            @Nullable LocalDate issuedOn,
            @Nullable String form) {

        RegisterPaperRequest.Document command() {
            return new RegisterPaperRequest.Document(
                    orEmpty(kind),
                    Optional.ofNullable(issuedOn),
                    Optional.ofNullable(form).filter(text -> !text.isBlank()).map(ORIGINAL::equals));
        }
    }

    record Address(@Nullable String postalCode, @Nullable String text) {}

    record Input(
            @Nullable String kind,
            @Nullable String certificate,
            @Nullable String reasonCode,
            @Nullable LocalDate compromisedSince,
            @Nullable Channel channel,
            @Nullable LocalDate arrivedOn,
            @Nullable String formerName,
            boolean holderUnable,
            @Nullable List<DocumentRow> documents,
            @Nullable Address noticeAddress,
            boolean noMyNumberVisible,
            @Nullable String explanation) {

        ProposeRevocation proposal() {
            return new ProposeRevocation(
                    orEmpty(certificate),
                    orEmpty(reasonCode),
                    orEmpty(explanation),
                    Optional.ofNullable(compromisedSince));
        }

        RegisterPaperRequest papers(Requester requester) {
            return new RegisterPaperRequest(
                    requester,
                    orEmpty(certificate),
                    Optional.ofNullable(channel),
                    Optional.ofNullable(arrivedOn),
                    orEmpty(reasonCode),
                    orEmpty(explanation),
                    Optional.ofNullable(compromisedSince),
                    holderUnable,
                    orEmpty(formerName),
                    noticeAddress == null ? "" : orEmpty(noticeAddress.postalCode()),
                    noticeAddress == null ? "" : orEmpty(noticeAddress.text()),
                    documents == null
                            ? List.of()
                            : documents.stream().map(DocumentRow::command).toList(),
                    noMyNumberVisible);
        }
    }

    @GetMapping
    Form form(HttpServletRequest request) {
        requireEither(request);
        boolean manager = request.isUserInRole(MANAGER);
        boolean reception = request.isUserInRole(RECEPTION);
        List<Choice> kinds = new ArrayList<>();
        List<Choice> reasons = new ArrayList<>();
        Map<String, Object> view = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        if (reception) {
            PaperChoices choices = papers.choices();
            kinds.addAll(List.of(OF_HOLDER, OF_COMPANY));
            add(reasons, "利用者", choices.holderReasons());
            add(reasons, "企業等", choices.companyReasons());
            view.put("paper", paper(choices));
            values.put("arrivedOn", LocalDate.ofInstant(clock.instant(), Zones.TOKYO));
        }
        if (manager) {
            kinds.add(PROPOSAL);
            add(reasons, "認証局", revocations.reasons());
        }
        view.put("kinds", kinds);
        view.put("reasons", reasons);
        if (kinds.size() == 1) {
            values.put("kind", kinds.get(0).value());
        }
        return new Form(view, values);
    }

    private static void add(List<Choice> choices, String party, List<RevocationReasonView> reasons) {
        reasons.forEach(reason -> choices.add(new Choice(reason.code(), party + "　" + reason.label())));
    }

    private static Map<String, Object> paper(PaperChoices choices) {
        return Map.of(
                "channels",
                choices.channels().stream()
                        .map(channel -> new Choice(channel.name(), channel.label()))
                        .toList(),
                "documentKinds",
                choices.documentKinds().stream()
                        .map(kind -> new Choice(kind.code(), kind.label()))
                        .toList(),
                "documentForms",
                List.of(new Choice(ORIGINAL, "原本"), new Choice("COPY", "コピー")));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void submit(HttpServletRequest request, @RequestBody Input input, Actor actor) {
        requireEither(request);
        switch (orEmpty(input.kind())) {
            case "MANAGER" -> {
                require(request, MANAGER, RevocationRefusal.NOT_A_MANAGER);
                revocations.propose(input.proposal(), actor);
            }
            case "HOLDER", "COMPANY" -> {
                require(request, RECEPTION, RevocationRefusal.NOT_RECEPTION);
                papers.register(input.papers(Requester.valueOf(orEmpty(input.kind()))), actor);
            }
            default -> throw Refusal.at("/kind", RevocationRefusal.KIND_MISSING);
        }
    }

    private static void requireEither(HttpServletRequest request) {
        if (!request.isUserInRole(MANAGER)) {
            require(request, RECEPTION, RevocationRefusal.NOT_RECEPTION);
        }
    }

    private static void require(HttpServletRequest request, String role, RevocationRefusal otherwise) {
        if (!request.isUserInRole(role)) {
            throw new Refusal(otherwise);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
