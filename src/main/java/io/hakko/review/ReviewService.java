package io.hakko.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.hakko.application.ApplicationView;
import io.hakko.application.Applications;
import io.hakko.application.ArrivalClosings;
import io.hakko.application.DeliveryContent;
import io.hakko.application.FrozenPrice;
import io.hakko.application.HeldCertificates;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Deadlines;
import io.hakko.calendar.Zones;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.Recipient;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.Consequence;
import io.hakko.policy.DeadlineStage;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.policy.TaxRule;
import io.hakko.policy.TextModule;
import io.hakko.review.domain.Decision;
import io.hakko.review.domain.Decision.Answer;
import io.hakko.review.domain.Decision.Kind;
import io.hakko.review.domain.Finding;
import io.hakko.review.domain.RequiredPapers;
import io.hakko.review.domain.ReviewRefusal;
import io.hakko.review.domain.ReviewStore;
import io.hakko.review.domain.ReviewStore.Review;
import io.hakko.review.domain.Round;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.shared.Yen;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Reviews} on tables and the engine. */
@Service
@Transactional
class ReviewService implements Reviews {

    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";
    private static final String NOT_CORRECTED = "NOT_CORRECTED";

    private final Applications applications;
    private final ArrivalClosings closings;
    private final HeldCertificates held;
    private final Profiles profiles;
    private final RequiredPapers requiredPapers;
    private final ReviewStore store;
    private final Letters letters;
    private final BusinessCalendars calendars;
    private final Deadlines deadlineRules;
    private final CaseDeadlines deadlines;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    ReviewService(
            Applications applications,
            ArrivalClosings closings,
            HeldCertificates held,
            Profiles profiles,
            RequiredPapers requiredPapers,
            ReviewStore store,
            Letters letters,
            BusinessCalendars calendars,
            Deadlines deadlineRules,
            CaseDeadlines deadlines,
            Tasks tasks,
            AuditTrail audit,
            Clock clock) {
        this.applications = applications;
        this.closings = closings;
        this.held = held;
        this.profiles = profiles;
        this.requiredPapers = requiredPapers;
        this.store = store;
        this.letters = letters;
        this.calendars = calendars;
        this.deadlineRules = deadlineRules;
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public ReviewSheet sheet(ApplicationNumber application) {
        ReviewCase reviewCase = reviewCase(application);
        ServiceProfile profile = reviewCase.profile();
        return new ReviewSheet(
                reviewCase.application(),
                reviewCase.papers(),
                lines(reviewCase.automaticFindings()),
                reviewCase.warnings(),
                reviewCase.checklist().stream()
                        .map(item -> new ReviewSheet.ChecklistLine(item.code(), item.rule(), item.label()))
                        .toList(),
                choices(profile.review().deficiencies()),
                choices(profile.review().rejections()),
                store.lastRound(application)
                        .map(round -> new ReviewSheet.RoundLine(
                                round.number(), lines(round.findings()), round.deemedArrival(), round.lastDay())),
                History.of(store.reviews(application), store.decisions(application), profile),
                quote(reviewCase));
    }

    @Override
    public void review(TaskId task, Actor actor, ReviewVerdict verdict) {
        tasks.complete(task, ApplicationReviewProcess.Element.userTask_review.name(), actor, open -> {
            ApplicationNumber application = ApplicationNumber.of(open.businessKey());
            ReviewCase reviewCase = reviewCase(application);
            refuse(Verdicts.check(verdict, reviewCase));
            List<Finding> findings = new ArrayList<>();
            if (!verdict.complete()) {
                findings.addAll(reviewCase.automaticFindings());
                verdict.findings().forEach(finding -> findings.add(reviewCase.manualFinding(finding)));
            }
            long id = store.add(
                    application,
                    new Review(
                            verdict.complete(),
                            answers(verdict),
                            findings,
                            verdict.note(),
                            actor.id(),
                            clock.instant()));
            if (verdict.complete()) {
                audit.record(AuditEntry.of("review.complete", application.value())
                        .with("checks", verdict.checklist().size())
                        .build());
            } else {
                int round = store.openRound(application, id);
                applications.markDeficient(application);
                audit.record(AuditEntry.of("review.deficient", application.value())
                        .change(reviewCase.application().status(), "DEFICIENT")
                        .with("round", round)
                        .with(
                                "findings",
                                String.join(
                                        ",",
                                        findings.stream().map(Finding::code).toList()))
                        .build());
            }
            return ProcessVariables.with(ApplicationReviewProcess.DOCUMENTS_DEFICIENT, !verdict.complete());
        });
    }

    @Override
    public LetterId writeDeficiencyNotice(ApplicationNumber application) {
        ReviewCase reviewCase = reviewCase(application);
        Round round = round(application);
        ServiceProfile profile = reviewCase.profile();
        return letters.write(letter(
                reviewCase,
                "round-" + round.number(),
                new LetterContent.DeficiencyNotice(
                        application,
                        reviewCase.application().arrivedOn(),
                        reviewCase.content().applicant().name(),
                        reviewCase.content().company().name(),
                        round.number(),
                        round.findings().stream()
                                .map(f -> new LetterContent.Finding(f.subject(), f.problem(), f.remedy()))
                                .toList(),
                        profile.deficiency().days(),
                        profile.deficiency().consequence() == Consequence.REJECT)));
    }

    /** The notice is posted: from its deemed arrival the deadline runs (D-03, D-05). */
    ProcessVariables noticePosted(ApplicationNumber application, LocalDate deemedArrival) {
        ServiceProfile profile = profile(application);
        Round round = round(application);
        Deadline deadline = profile.deficiency().deadline(deemedArrival, calendars.with(profile.closures()));
        store.notified(application, round.number(), deemedArrival, deadline.rolledLastDay());
        audit.record(AuditEntry.of("deficiency.notified", application.value())
                .with("round", round.number())
                .with("deemedArrival", deemedArrival)
                .with("lastDay", deadline.rolledLastDay())
                .build());
        String consequence = profile.deficiency().consequence() == Consequence.REJECT ? "reject" : "decide";
        return deadlines
                .arm(application.value(), ApplicationReviewProcess.DEFICIENCY, deadline)
                .and(ApplicationReviewProcess.DEFICIENCY_CONSEQUENCE, consequence);
    }

    @Override
    public void receiveCorrection(TaskId task, Actor actor, CorrectionReceived correction) {
        tasks.complete(task, ApplicationReviewProcess.Element.userTask_receiveCorrection.name(), actor, open -> {
            ApplicationNumber application = ApplicationNumber.of(open.businessKey());
            Round round = round(application);
            refuse(corrections(correction, round, lastDay(application)));
            applications.correct(application, correction.arrivedOn(), correction.papers());
            deadlines.met(application.value(), ApplicationReviewProcess.DEFICIENCY);
            store.corrected(application, round.number(), correction.arrivedOn(), clock.instant());
            audit.record(AuditEntry.of("correction.received", application.value())
                    .change("DEFICIENT", "ENTERED")
                    .reason(correction.note().orElse(""))
                    .with("round", round.number())
                    .with("arrivedOn", correction.arrivedOn())
                    .with("papers", correction.papers().size())
                    .with("noMyNumberVisible", true)
                    .build());
            return ProcessVariables.none();
        });
    }

    @Override
    public boolean checkCorrectionArrivals(ApplicationNumber application) {
        if (closings.closedThrough(lastDay(application))) {
            lapse(application);
            return true;
        }
        deadlines.awaitClosing(application.value(), ApplicationReviewProcess.DEFICIENCY);
        return false;
    }

    /** Nothing came in time, and nothing more can come: the deadline is executed. */
    void lapse(ApplicationNumber application) {
        Round round = round(application);
        store.lapsed(application, round.number(), clock.instant());
        deadlines.executed(application.value(), ApplicationReviewProcess.DEFICIENCY);
        audit.record(AuditEntry.of("deficiency.lapsed", application.value())
                .with("round", round.number())
                .with("lastDay", round.lastDay().orElse(null))
                .build());
    }

    /** The application is withdrawn; its deadline does not matter any more. */
    void withdrawn(ApplicationNumber application) {
        deadlines.met(application.value(), ApplicationReviewProcess.DEFICIENCY);
    }

    @Override
    public void decideLapse(TaskId task, Actor actor, LapseDecision decision) {
        tasks.complete(task, ApplicationReviewProcess.Element.userTask_decideLapse.name(), actor, open -> {
            ApplicationNumber application = ApplicationNumber.of(open.businessKey());
            reason("/reason", decision.reason());
            return decision.extendTo()
                    .map(lastDay -> extend(application, lastDay, decision.reason(), actor))
                    .orElseGet(() -> {
                        decide(application, Kind.LAPSE, Answer.REJECT, NOT_CORRECTED, decision.reason(), actor.id());
                        return reject(application, decision.reason())
                                .and(ApplicationReviewProcess.LAPSE_DECISION, "reject");
                    });
        });
    }

    @Override
    public void rejectLapsed(ApplicationNumber application) {
        if (applications.of(application).status().equals("REJECTED")) {
            return;
        }
        decide(
                application,
                Kind.LAPSE,
                Answer.REJECT,
                NOT_CORRECTED,
                "",
                AuditScope.current().actor().id());
        reject(application, NOT_CORRECTED);
    }

    @Override
    public void approve(TaskId task, Actor actor, Approval approval) {
        tasks.complete(task, ApplicationReviewProcess.Element.userTask_approve.name(), actor, open -> {
            ApplicationNumber application = ApplicationNumber.of(open.businessKey());
            if (approval instanceof Approval.Accept accept) {
                return accept(application, accept.shownPrice(), actor);
            }
            if (approval instanceof Approval.Return back) {
                reason("/reason", back.reason());
                decide(application, Kind.APPROVAL, Answer.RETURN, "", back.reason(), actor.id());
                audit.record(AuditEntry.of("review.returned", application.value())
                        .reason(back.reason())
                        .build());
                return ProcessVariables.with(ApplicationReviewProcess.APPROVAL_DECISION, "return");
            }
            Approval.Reject rejection = (Approval.Reject) approval;
            String note = rejection.note().orElse("");
            if (MyNumbers.isIn(note)) {
                throw Refusal.at("/reason", ReviewRefusal.MY_NUMBER);
            }
            TextModule module = profile(application).review().rejections().stream()
                    .filter(candidate -> candidate.code().equals(rejection.code()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.at("/rejection", ReviewRefusal.REJECTION_UNKNOWN));
            decide(application, Kind.APPROVAL, Answer.REJECT, module.code(), note, actor.id());
            return reject(application, note.isEmpty() ? module.label() : module.label() + "：" + note)
                    .and(ApplicationReviewProcess.APPROVAL_DECISION, "reject");
        });
    }

    @Override
    public LetterId writeRejectionNotice(ApplicationNumber application) {
        ReviewCase reviewCase = reviewCase(application);
        Decision decision = store.decisions(application).stream()
                .filter(d -> d.answer() == Answer.REJECT)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("not rejected: " + application));
        List<String> reasons = new ArrayList<>();
        decision.reasonCode()
                .ifPresent(code -> reasons.add(
                        reviewCase.profile().review().rejection(code).text()));
        if (decision.kind() == Kind.LAPSE) {
            store.lastRound(application).stream()
                    .flatMap(round -> round.findings().stream())
                    .forEach(finding -> reasons.add(finding.subject() + "：" + finding.problem()));
        } else {
            decision.reason().ifPresent(reasons::add);
        }
        return letters.write(letter(
                reviewCase,
                "rejection",
                new LetterContent.RejectionNotice(
                        application,
                        reviewCase.application().arrivedOn(),
                        reviewCase.content().applicant().name(),
                        reviewCase.content().company().name(),
                        LocalDate.ofInstant(decision.at(), Zones.TOKYO),
                        reasons)));
    }

    private ProcessVariables accept(ApplicationNumber application, Optional<Yen> shown, Actor actor) {
        ReviewCase reviewCase = reviewCase(application);
        ReviewSheet.Quote quote = quote(reviewCase);
        if (shown.isPresent() && !shown.get().equals(quote.unitPrice())) {
            throw new Refusal(ReviewRefusal.PRICE_CHANGED, quote.unitPrice().amount());
        }
        boolean reviewed = store.reviews(application).stream()
                .reduce((earlier, later) -> later)
                .filter(Review::complete)
                .isPresent();
        if (!reviewed) {
            throw new Refusal(ReviewRefusal.NOT_REVIEWED);
        }
        decide(application, Kind.APPROVAL, Answer.ACCEPT, "", "", actor.id());
        applications.accept(
                application, new FrozenPrice(quote.product(), quote.purchaseCount(), quote.unitPrice(), today()));
        audit.record(AuditEntry.of("application.accepted", application.value())
                .change("ENTERED", "ACCEPTED")
                .with("product", quote.product())
                .with("purchaseCount", quote.purchaseCount())
                .with("price", quote.unitPrice().amount())
                .build());
        return ProcessVariables.with(ApplicationReviewProcess.APPROVAL_DECISION, "accept")
                .and(ApplicationReviewProcess.REVIEW_OUTCOME, ACCEPTED);
    }

    private ProcessVariables reject(ApplicationNumber application, String reason) {
        String before = applications.of(application).status();
        applications.reject(application);
        audit.record(AuditEntry.of("application.rejected", application.value())
                .change(before, "REJECTED")
                .reason(reason)
                .build());
        return ProcessVariables.with(ApplicationReviewProcess.REVIEW_OUTCOME, REJECTED);
    }

    private ProcessVariables extend(ApplicationNumber application, LocalDate lastDay, String reason, Actor actor) {
        if (!lastDay.isAfter(today())) {
            throw Refusal.at("/extendTo", ReviewRefusal.EXTENSION_NOT_LATER, today());
        }
        ServiceProfile profile = profile(application);
        DeadlineStage stage = profile.deficiency().stage();
        Deadline deadline = deadlineRules.endingOn(
                lastDay, stage.roll(), stage.execute().time(), calendars.with(profile.closures()));
        store.add(
                application,
                new Decision(
                        Kind.LAPSE,
                        Answer.EXTEND,
                        Optional.empty(),
                        Optional.of(reason),
                        Optional.of(deadline.rolledLastDay()),
                        actor.id(),
                        clock.instant()));
        store.extended(application, round(application).number(), deadline.rolledLastDay());
        audit.record(AuditEntry.of("deficiency.extended", application.value())
                .reason(reason)
                .with("lastDay", deadline.rolledLastDay())
                .build());
        return deadlines
                .arm(application.value(), ApplicationReviewProcess.DEFICIENCY, deadline)
                .and(ApplicationReviewProcess.LAPSE_DECISION, "extend");
    }

    private List<Violation> corrections(CorrectionReceived correction, Round round, LocalDate lastDay) {
        List<Violation> violations = new ArrayList<>();
        LocalDate arrivedOn = correction.arrivedOn();
        if (!correction.noMyNumberVisible()) {
            violations.add(Violation.at("/noMyNumberVisible", ReviewRefusal.MY_NUMBER_NOT_EXCLUDED));
        }
        if (arrivedOn.isAfter(today())) {
            violations.add(Violation.at("/arrivedOn", ReviewRefusal.ARRIVAL_IN_FUTURE, today()));
        } else if (arrivedOn.isAfter(lastDay)) {
            violations.add(Violation.at("/arrivedOn", ReviewRefusal.ARRIVED_TOO_LATE, lastDay));
        }
        round.deemedArrival()
                .filter(arrivedOn::isBefore)
                .ifPresent(notified ->
                        violations.add(Violation.at("/arrivedOn", ReviewRefusal.ARRIVAL_BEFORE_NOTICE, notified)));
        if (correction.papers().isEmpty() && correction.note().isEmpty()) {
            violations.add(Violation.at("/papers", ReviewRefusal.NOTHING_RECEIVED));
        }
        if (correction.note().filter(MyNumbers::isIn).isPresent()) {
            violations.add(Violation.at("/note", ReviewRefusal.MY_NUMBER));
        }
        return violations;
    }

    private void decide(
            ApplicationNumber application, Kind kind, Answer answer, String code, String reason, String by) {
        store.add(
                application,
                new Decision(
                        kind,
                        answer,
                        Optional.of(code).filter(c -> !c.isEmpty()),
                        Optional.of(reason).filter(r -> !r.isEmpty()),
                        Optional.empty(),
                        by,
                        clock.instant()));
    }

    private ReviewSheet.Quote quote(ReviewCase reviewCase) {
        ApplicationView.Content content = reviewCase.content();
        ServiceProfile profile = reviewCase.profile();
        String product = content.order().product();
        int together = content.order().cardsOrderedTogether();
        int valid = held.validAt(profile.ref().id(), content.company().key(), clock.instant());
        Yen unitPrice = profile.price(product, together + valid);
        TaxRule tax = profile.fees().tax();
        return new ReviewSheet.Quote(
                product,
                together,
                valid,
                together + valid,
                unitPrice,
                tax.prices() == TaxRule.Inclusion.INCLUSIVE,
                tax.payable(unitPrice, today()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<PaperDeviation> foresee(String profileId, LocalDate arrivedOn, JsonNode form) {
        ApplicationView.Content content = applications.preview(profileId, arrivedOn, form);
        return ReviewCase.foreseen(arrivedOn, content, profiles.current(profileId, arrivedOn), requiredPapers);
    }

    private ReviewCase reviewCase(ApplicationNumber application) {
        ApplicationView view = applications.of(application);
        ApplicationView.Content content =
                view.content().orElseThrow(() -> new IllegalStateException("not entered: " + application));
        return ReviewCase.of(view, content, profiles.get(view.profile()), requiredPapers);
    }

    private ServiceProfile profile(ApplicationNumber application) {
        return profiles.get(applications.of(application).profile());
    }

    private Round round(ApplicationNumber application) {
        return store.lastRound(application)
                .orElseThrow(() -> new IllegalStateException("no deficiency round: " + application));
    }

    private LocalDate lastDay(ApplicationNumber application) {
        return deadlines
                .inForce(application.value(), ApplicationReviewProcess.DEFICIENCY)
                .map(Deadline::rolledLastDay)
                .orElseThrow(() -> new IllegalStateException("no deadline: " + application));
    }

    private WriteLetter letter(ReviewCase reviewCase, String sequence, LetterContent content) {
        ApplicationNumber application = reviewCase.application().number();
        DeliveryContent.Addressee holder = applications.deliveryOf(application).holder();
        return new WriteLetter(
                application.value(),
                sequence,
                reviewCase.profile().ref(),
                Recipient.person(Recipient.Role.HOLDER, holder.name(), holder.postalCode(), holder.address()),
                content);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static void reason(String pointer, String reason) {
        if (reason.isBlank()) {
            throw Refusal.at(pointer, ReviewRefusal.REASON_NEEDED);
        }
        if (MyNumbers.isIn(reason)) {
            throw Refusal.at(pointer, ReviewRefusal.MY_NUMBER);
        }
    }

    private static Map<String, Boolean> answers(ReviewVerdict verdict) {
        Map<String, Boolean> answers = new HashMap<>();
        verdict.checklist().forEach(check -> check.ok().ifPresent(ok -> answers.put(check.code(), ok)));
        return answers;
    }

    private static List<ReviewSheet.FindingLine> lines(List<Finding> findings) {
        return findings.stream()
                .map(f -> new ReviewSheet.FindingLine(f.automatic(), f.code(), f.subject(), f.problem(), f.remedy()))
                .toList();
    }

    private static List<ReviewSheet.Choice> choices(List<TextModule> modules) {
        return modules.stream()
                .map(module -> new ReviewSheet.Choice(module.code(), module.label()))
                .toList();
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new Refusal(violations);
        }
    }
}
