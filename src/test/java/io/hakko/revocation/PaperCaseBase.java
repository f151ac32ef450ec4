package io.hakko.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.hakko.application.Applications;
import io.hakko.application.EnterApplication;
import io.hakko.application.RegisterArrival;
import io.hakko.delivery.DeliveryCase;
import io.hakko.policy.Channel;
import io.hakko.revocation.RegisterPaperRequest.Document;
import io.hakko.revocation.RegisterPaperRequest.Requester;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.StaffAccounts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** A certificate in use, and papers about it, on the real engine and database. */
abstract class PaperCaseBase extends DeliveryCase {

    static final Actor REVIEWER = new Actor("revocation-reviewer");
    static final Actor RECEPTION_AND_REVIEWER = new Actor("revocation-both");

    @Autowired
    PaperRevocations papers;

    @Autowired
    Revocations revocations;

    /** The real one beside the fake that the neighbours see. */
    @Autowired
    @Qualifier("applicationService")
    private Applications entering;

    @Autowired
    private IdentityService identity;

    @Autowired
    private StaffAccounts accounts;

    @BeforeEach
    void hireReviewers() {
        hire(REVIEWER, Set.of("reviewer"));
        hire(RECEPTION_AND_REVIEWER, Set.of("reception", "reviewer", "approver"));
    }

    private void hire(Actor person, Set<String> roles) {
        for (String role : roles) {
            if (identity.createGroupQuery().groupId(role).count() == 0) {
                identity.saveGroup(identity.newGroup(role));
            }
        }
        if (!accounts.exists(person.id())) {
            accounts.add(person.id(), "試験", roles, PASSWORD, Actor.COMMAND_LINE);
        }
    }

    /** Really entered by reception today, and known to the neighbours. */
    ApplicationNumber entered(JsonNode form) {
        ApplicationNumber number = entering.registerArrival(
                new RegisterArrival(
                        "aosign-g2",
                        RegisterArrival.Channel.valueOf(form.path("channel").asText()),
                        today(),
                        Optional.empty()),
                RECEPTION);
        runDue(number.value());
        entering.enter(
                task(number.value(), "userTask_receive"),
                RECEPTION,
                new EnterApplication(form, true, Optional.empty()));
        applications.show(entering.of(number));
        return number;
    }

    /** A card in use that was issued for an application. */
    void inUse(ApplicationNumber number) {
        applications.add(number, false);
        certificates.add(number, card, serial);
        applications.markInUse(number);
    }

    static final class Papers {
        private Requester requester = Requester.HOLDER;
        private String certificate;
        private Optional<Channel> channel = Optional.of(Channel.POST);
        private Optional<LocalDate> arrivedOn;
        private String reason = "A-S1";
        private String explanation = "";
        private Optional<LocalDate> compromisedSince = Optional.empty();
        private boolean holderUnable;
        private String formerName = "";
        private String postalCode = "";
        private String address = "";
        private List<Document> documents = List.of();
        private boolean noMyNumber = true;

        private Papers(CardNumber card, LocalDate arrivedOn) {
            this.certificate = card.value();
            this.arrivedOn = Optional.of(arrivedOn);
        }

        Papers ofCompany(String reasonCode) {
            requester = Requester.COMPANY;
            reason = reasonCode;
            holderUnable = true;
            return this;
        }

        Papers certificate(String typed) {
            certificate = typed;
            return this;
        }

        Papers by(Channel how) {
            channel = Optional.ofNullable(how);
            return this;
        }

        Papers arrived(LocalDate day) {
            arrivedOn = Optional.ofNullable(day);
            return this;
        }

        Papers because(String reasonCode) {
            reason = reasonCode;
            return this;
        }

        Papers saying(String text) {
            explanation = text;
            return this;
        }

        Papers unsafeSince(LocalDate day) {
            compromisedSince = Optional.of(day);
            return this;
        }

        Papers holderAble() {
            holderUnable = false;
            return this;
        }

        Papers stating(String name) {
            formerName = name;
            return this;
        }

        Papers to(String code, String text) {
            postalCode = code;
            address = text;
            return this;
        }

        Papers with(Document... presented) {
            documents = List.of(presented);
            return this;
        }

        Papers myNumberNotExcluded() {
            noMyNumber = false;
            return this;
        }

        RegisterPaperRequest command() {
            return new RegisterPaperRequest(
                    requester,
                    certificate,
                    channel,
                    arrivedOn,
                    reason,
                    explanation,
                    compromisedSince,
                    holderUnable,
                    formerName,
                    postalCode,
                    address,
                    documents,
                    noMyNumber);
        }
    }

    Papers papers() {
        return new Papers(card, today());
    }

    static Document document(String kind, LocalDate issuedOn, boolean original) {
        return new Document(kind, Optional.of(issuedOn), Optional.of(original));
    }

    String register(Papers from) {
        String number = papers.register(from.command(), RECEPTION).value();
        runDue(number);
        return number;
    }

    ReviewPaperRequest inOrder(String request) {
        return verdict(request, false, false, "");
    }

    ReviewPaperRequest verdict(String request, boolean sealDiffers, boolean nameDiffers, String exemptedBy) {
        return new ReviewPaperRequest(
                Optional.of(true),
                allOk(request),
                Optional.of(sealDiffers),
                Optional.of(nameDiffers),
                exemptedBy,
                List.of(),
                "",
                "");
    }

    ReviewPaperRequest notInOrder(String request, String note, String... refusals) {
        return new ReviewPaperRequest(
                Optional.of(false),
                allOk(request),
                Optional.of(true),
                Optional.of(false),
                "",
                List.of(refusals),
                note,
                "");
    }

    List<ReviewPaperRequest.Check> allOk(String request) {
        return papers.toReview(task(request, "userTask_reviewRequest"), REVIEWER).checklist().stream()
                .map(item -> new ReviewPaperRequest.Check(item.code(), Optional.of(true)))
                .toList();
    }

    void review(String request, ReviewPaperRequest verdict) {
        papers.review(task(request, "userTask_reviewRequest"), REVIEWER, verdict);
        runDue(request);
    }

    void approve(String request) {
        revocations.decide(task(request, "userTask_approveRevocation"), APPROVER, new DecideRevocation(true, ""));
        runDue(request);
    }

    List<Violation> refused(Runnable command) {
        Refusal refusal = Assertions.catchThrowableOfType(Refusal.class, command::run);
        Assertions.assertThat(refusal).isNotNull();
        return refusal.violations();
    }

    List<String> places(Runnable command) {
        return refused(command).stream()
                .map(violation -> violation.pointer() + " " + violation.code().key())
                .toList();
    }
}
