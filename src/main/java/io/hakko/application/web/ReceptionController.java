package io.hakko.application.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.ApplicationView;
import io.hakko.application.Applications;
import io.hakko.application.ArrivalClosingProcess;
import io.hakko.application.ArrivalClosings;
import io.hakko.application.CompanyRecords;
import io.hakko.application.EnterApplication;
import io.hakko.application.RegisterArrival;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.calendar.Zones;
import io.hakko.policy.Channel;
import io.hakko.policy.NameKind;
import io.hakko.policy.PaperKind;
import io.hakko.policy.Product;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API behind {@code forms/application}. */
@RestController
@RequestMapping("/desk/api/application")
class ReceptionController {

    private static final String RECEIVE = "userTask_receive";
    private static final String RECEPTION = "reception";
    private static final List<String> MAY_WITHDRAW = List.of(RECEPTION, "reviewer", "approver", "manager");

    private static final Map<String, String> COMPANY_KINDS = companyKinds();

    private final Applications applications;
    private final ArrivalClosings closings;
    private final CompanyRecords companies;
    private final Profiles profiles;
    private final Tasks tasks;
    private final Clock clock;

    ReceptionController(
            Applications applications,
            ArrivalClosings closings,
            CompanyRecords companies,
            Profiles profiles,
            Tasks tasks,
            Clock clock) {
        this.applications = applications;
        this.closings = closings;
        this.companies = companies;
        this.profiles = profiles;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record Choice(String value, String label) {}

    @GetMapping("/start/register-arrival")
    Form arrival(HttpServletRequest request) {
        requireReception(request);
        List<Choice> services = profiles.all().stream()
                .filter(profile -> !profile.ref().effectiveFrom().isAfter(today()))
                .map(profile -> profile.ref().id())
                .distinct()
                .map(id -> new Choice(id, name(id)))
                .toList();
        return new Form(
                Map.of(
                        "profiles", services,
                        "channels", channels(),
                        "today", today()),
                Map.of(
                        "profileId",
                        services.get(0).value(),
                        "channel",
                        RegisterArrival.Channel.POST,
                        "arrivedOn",
                        today()));
    }

    @PostMapping("/start/register-arrival")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void arrival(@RequestBody JsonNode input, HttpServletRequest request, Actor actor) {
        requireReception(request);
        LocalDate arrivedOn = Documents.date(input, "arrivedOn").orElseThrow(() -> required("/arrivedOn"));
        String profile = Documents.text(input, "profileId").orElseThrow(() -> required("/profileId"));
        String channel = Documents.text(input, "channel").orElseThrow(() -> required("/channel"));
        RegisterArrival.Channel how = Arrays.stream(RegisterArrival.Channel.values())
                .filter(c -> c.name().equals(channel))
                .findFirst()
                .orElseThrow(() -> Refusal.at("/channel", ApplicationRefusal.NOT_IN_LIST, "POST, COUNTER"));
        applications.registerArrival(
                new RegisterArrival(profile, how, arrivedOn, Documents.text(input, "trackingNumber")), actor);
    }

    @GetMapping("/tasks/{taskId}/receive")
    Form receive(@PathVariable String taskId, Actor actor) {
        OpenTask task = tasks.read(TaskId.of(taskId), RECEIVE, actor);
        ApplicationView application = applications.of(ApplicationNumber.of(task.businessKey()));
        ServiceProfile profile = profiles.get(application.profile());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", application.number().value());
        view.put("profileName", application.profileName());
        view.put("arrivedOn", application.arrivedOn());
        view.put("channel", application.channelLabel());
        view.put("trackingNumber", application.trackingNumber().orElse(""));
        view.put("nameKinds", nameKinds(profile));
        view.put("companyKinds", choices(COMPANY_KINDS));
        view.put(
                "products",
                profile.products().stream().map(ReceptionController::choice).toList());
        view.put(
                "paperKinds",
                profile.documents().kinds().stream()
                        .map(ReceptionController::choice)
                        .toList());
        view.put("paperForms", List.of(new Choice("ORIGINAL", "原本"), new Choice("COPY", "コピー")));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("applicant", Map.of("nameKind", NameKind.REAL.name()));
        values.put("company", Map.of("kind", "CORPORATION"));
        values.put("order", Map.of("cardsOrderedTogether", 1));
        values.put("consent", Map.of("termsVersion", profile.consent().version()));
        values.put("withdrawal", Map.of("arrivedOn", today()));
        values.put(
                "papers",
                profile.documents().usual().stream()
                        .map(kind -> Map.of("kind", kind, "form", "ORIGINAL"))
                        .toList());
        return new Form(view, values);
    }

    @PostMapping("/tasks/{taskId}/receive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@PathVariable String taskId, @RequestBody JsonNode input, Actor actor) {
        TaskId id = TaskId.of(taskId);
        ObjectNode document = Documents.pruned(input);
        JsonNode withdrawal = document.path("withdrawal");
        if (withdrawal.path("requested").asBoolean(false)) {
            OpenTask task = tasks.read(id, RECEIVE, actor);
            withdraw(ApplicationNumber.of(task.businessKey()), withdrawal, "/withdrawal", actor);
            return;
        }
        boolean noMyNumber = document.path("noMyNumberVisible").asBoolean(false);
        Optional<String> companyRecord = Documents.text(document, "companyRecord");
        document.remove(List.of("withdrawal", "noMyNumberVisible", "companyRecord"));
        if (companyRecord.isEmpty()) {
            confirmCompany(document.path("company"));
        }
        applications.enter(id, actor, new EnterApplication(document, noMyNumber, companyRecord));
    }

    @GetMapping("/tasks/{taskId}/close-arrivals")
    Form closing(@PathVariable String taskId, Actor actor) {
        OpenTask task =
                tasks.read(TaskId.of(taskId), ArrivalClosingProcess.Element.userTask_closeArrivals.name(), actor);
        return new Form(Map.of("day", task.businessKey()), Map.of());
    }

    @PostMapping("/tasks/{taskId}/close-arrivals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String taskId, @RequestBody JsonNode input, Actor actor) {
        if (!input.path("allRegistered").asBoolean(false)) {
            throw required("/allRegistered");
        }
        closings.close(TaskId.of(taskId), actor);
    }

    @PostMapping("/{number}/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String number, @RequestBody JsonNode input, HttpServletRequest request, Actor actor) {
        if (MAY_WITHDRAW.stream().noneMatch(request::isUserInRole)) {
            throw new Refusal(ApplicationRefusal.NOT_ALLOWED_TO_WITHDRAW);
        }
        withdraw(number(number), input, "", actor);
    }

    private void withdraw(ApplicationNumber number, JsonNode input, String pointer, Actor actor) {
        String reason = Documents.text(input, "reason").orElseThrow(() -> required(pointer + "/reason"));
        LocalDate arrivedOn = Documents.date(input, "arrivedOn").orElseThrow(() -> required(pointer + "/arrivedOn"));
        applications.withdraw(number, actor, reason, arrivedOn);
    }

    /** D-09: where records of this company exist, the clerk says whether it is one of them. */
    private void confirmCompany(JsonNode company) {
        Optional<String> name = Documents.text(company, "name");
        Optional<String> headOffice = Documents.text(company.path("headOffice"), "text");
        if (Documents.text(company, "corporateNumber").isPresent() || name.isEmpty() || headOffice.isEmpty()) {
            return;
        }
        List<String> matching = companies.matching(name.get(), headOffice.get());
        if (!matching.isEmpty()) {
            throw Refusal.at("/companyRecord", ApplicationRefusal.CONFIRM_COMPANY_RECORD, String.join(", ", matching));
        }
    }

    private static ApplicationNumber number(String text) {
        try {
            return ApplicationNumber.of(text);
        } catch (IllegalArgumentException noNumber) {
            throw new Refusal(ApplicationRefusal.UNKNOWN_APPLICATION, text);
        }
    }

    private static void requireReception(HttpServletRequest request) {
        if (!request.isUserInRole(RECEPTION)) {
            throw new Refusal(ApplicationRefusal.NOT_ALLOWED_TO_REGISTER);
        }
    }

    private static Refusal required(String pointer) {
        return Refusal.at(pointer, ApplicationRefusal.REQUIRED);
    }

    private String name(String profileId) {
        return profiles.current(profileId, today()).displayName();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static List<Choice> channels() {
        return Arrays.stream(RegisterArrival.Channel.values())
                .map(c -> new Choice(c.name(), Channel.valueOf(c.name()).label()))
                .toList();
    }

    /** Whichever name the form holds (B-APP-09); where the service records no alias there is nothing to choose. */
    private static List<Choice> nameKinds(ServiceProfile profile) {
        Choice real = new Choice(NameKind.REAL.name(), "本名");
        return profile.certificate().names().contains(NameKind.ALIAS)
                ? List.of(real, new Choice(NameKind.ALIAS.name(), "通称名"))
                : List.of(real);
    }

    private static Choice choice(Product product) {
        return new Choice(product.code(), product.label());
    }

    private static Choice choice(PaperKind kind) {
        return new Choice(kind.code(), kind.label());
    }

    private static List<Choice> choices(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, String> companyKinds() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("CORPORATION", "法人企業");
        labels.put("SOLE_PROPRIETOR_REGISTERED", "個人企業（登記あり）");
        labels.put("SOLE_PROPRIETOR_UNREGISTERED", "個人企業（登記なし）");
        labels.put("CORPORATION_UNREGISTERED", "商業登記のない法人企業");
        return labels;
    }
}
