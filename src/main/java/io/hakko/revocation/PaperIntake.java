package io.hakko.revocation;

import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.Zones;
import io.hakko.policy.Channel;
import io.hakko.policy.PaperKind;
import io.hakko.policy.PaperRequestRules;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationReason;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.PaperRequest.NoticeAddress;
import io.hakko.revocation.domain.PaperRequest.PaperChannel;
import io.hakko.revocation.domain.PaperRequest.Presented;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.shared.Violation;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks at what reception typed in about papers that arrived. */
@Component
class PaperIntake {

    private static final Set<Channel> ON_PAPER = EnumSet.of(Channel.POST, Channel.COUNTER, Channel.FAX);
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_EXPLANATION = 1000;
    private static final String POSTAL_CODE = "[0-9]{3}-[0-9]{4}";

    private final RevocationService revocations;
    private final Profiles profiles;
    private final Clock clock;

    PaperIntake(RevocationService revocations, Profiles profiles, Clock clock) {
        this.revocations = revocations;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** What was typed in, when nothing speaks against it. */
    record Accepted(
            IssuedCertificate certificate,
            Origin origin,
            RevocationReason reason,
            String explanation,
            Optional<Instant> unsafeSince,
            PaperChannel channel,
            LocalDate arrivedOn,
            RegisterPaperRequest typed) {

        PaperRequest paper(RevocationRequestNumber number) {
            return new PaperRequest(
                    number,
                    channel,
                    arrivedOn,
                    typed.holderUnable(),
                    Optional.of(typed.formerName().strip()).filter(text -> !text.isEmpty()),
                    PaperIntake.noticeAddress(typed),
                    typed.documents().stream()
                            .map(document -> new Presented(
                                    document.kind(),
                                    document.issuedOn().orElseThrow(),
                                    document.original().orElseThrow()))
                            .toList());
        }
    }

    /**
     * @throws Refusal with everything that is missing or impossible
     */
    Accepted accept(RegisterPaperRequest typed) {
        List<Violation> wrong = new ArrayList<>();
        Origin origin = Requesters.origin(typed.requester());
        Optional<IssuedCertificate> certificate = revocations.certificate(typed.certificate(), origin, wrong);
        Optional<ServiceProfile> profile = certificate.map(found -> profiles.get(found.profile()));
        Optional<RevocationReason> reason = profile.flatMap(found -> reason(found, origin, typed.reasonCode()));
        if (typed.reasonCode().isBlank()) {
            wrong.add(Violation.at("/reasonCode", RevocationRefusal.REASON_MISSING));
        } else if (profile.isPresent() && reason.isEmpty()) {
            wrong.add(Violation.at("/reasonCode", RevocationRefusal.REASON_UNKNOWN));
        }
        profile.ifPresent(found -> requester(found, origin, typed, wrong));
        Optional<Instant> unsafeSince =
                InvalidityDates.of(typed.compromisedSince(), certificate, reason, clock.instant(), wrong);
        channel(typed, profile, wrong);
        arrival(typed, wrong);
        documents(typed, profile, wrong);
        texts(typed, wrong);
        if (!typed.noMyNumberVisible()) {
            wrong.add(Violation.at("/noMyNumberVisible", RevocationRefusal.MY_NUMBER_NOT_EXCLUDED));
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
        String explanation = typed.explanation().strip();
        return new Accepted(
                certificate.orElseThrow(),
                origin,
                reason.orElseThrow(),
                explanation.isEmpty() ? reason.orElseThrow().label() : explanation,
                unsafeSince,
                PaperChannel.valueOf(typed.channel().orElseThrow().name()),
                typed.arrivedOn().orElseThrow(),
                typed);
    }

    private static Optional<RevocationReason> reason(ServiceProfile profile, Origin origin, String code) {
        return profile.revocation().reasonsFor(Requesters.party(origin)).stream()
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    private static void requester(
            ServiceProfile profile, Origin origin, RegisterPaperRequest typed, List<Violation> wrong) {
        Optional<PaperRequestRules.Requester> rules =
                profile.revocation().onPaper().requester(Requesters.party(origin));
        if (rules.isEmpty()) {
            wrong.add(Violation.at("/kind", RevocationRefusal.REQUESTER_NOT_ADMITTED, profile.displayName()));
        }
        rules.flatMap(PaperRequestRules.Requester::ground)
                .filter(ground -> !typed.holderUnable())
                .ifPresent(ground -> wrong.add(Violation.at("/holderUnable", RevocationRefusal.GROUND_NEEDED, ground)));
    }

    private static void channel(RegisterPaperRequest typed, Optional<ServiceProfile> profile, List<Violation> wrong) {
        Optional<Channel> channel = typed.channel().filter(ON_PAPER::contains);
        if (channel.isEmpty()) {
            wrong.add(Violation.at("/channel", RevocationRefusal.CHANNEL_MISSING));
            return;
        }
        profile.map(found -> found.channels().revocation().stream()
                        .filter(ON_PAPER::contains)
                        .toList())
                .filter(accepted -> !accepted.contains(channel.get()))
                .ifPresent(accepted -> wrong.add(Violation.at(
                        "/channel",
                        RevocationRefusal.CHANNEL_NOT_ACCEPTED,
                        accepted.stream().map(Channel::label).collect(Collectors.joining("、")))));
    }

    private void arrival(RegisterPaperRequest typed, List<Violation> wrong) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        if (typed.arrivedOn().isEmpty()) {
            wrong.add(Violation.at("/arrivedOn", RevocationRefusal.ARRIVAL_MISSING));
        } else if (typed.arrivedOn().get().isAfter(today)) {
            wrong.add(Violation.at("/arrivedOn", RevocationRefusal.ARRIVAL_IN_FUTURE, today));
        }
    }

    private static void documents(RegisterPaperRequest typed, Optional<ServiceProfile> profile, List<Violation> wrong) {
        Optional<Set<String>> known = profile.map(
                found -> found.documents().kinds().stream().map(PaperKind::code).collect(Collectors.toSet()));
        for (int i = 0; i < typed.documents().size(); i++) {
            RegisterPaperRequest.Document document = typed.documents().get(i);
            String pointer = "/documents/" + i;
            if (document.kind().isBlank()) {
                wrong.add(Violation.at(pointer + "/kind", RevocationRefusal.DOCUMENT_INCOMPLETE));
            } else if (known.filter(kinds -> !kinds.contains(document.kind())).isPresent()) {
                wrong.add(Violation.at(pointer + "/kind", RevocationRefusal.DOCUMENT_UNKNOWN));
            }
            if (document.issuedOn().isEmpty()) {
                wrong.add(Violation.at(pointer + "/issuedOn", RevocationRefusal.DOCUMENT_INCOMPLETE));
            } else if (typed.arrivedOn()
                    .filter(document.issuedOn().get()::isAfter)
                    .isPresent()) {
                wrong.add(Violation.at(pointer + "/issuedOn", RevocationRefusal.DOCUMENT_AFTER_ARRIVAL));
            }
            if (document.original().isEmpty()) {
                wrong.add(Violation.at(pointer + "/form", RevocationRefusal.DOCUMENT_INCOMPLETE));
            }
        }
    }

    private static void texts(RegisterPaperRequest typed, List<Violation> wrong) {
        text("/explanation", typed.explanation(), LONGEST_EXPLANATION, wrong);
        text("/formerName", typed.formerName(), LONGEST_TEXT, wrong);
        text("/noticeAddress/text", typed.noticeAddress(), LONGEST_TEXT, wrong);
        boolean code = !typed.noticePostalCode().isBlank();
        boolean address = !typed.noticeAddress().isBlank();
        if (code && !address) {
            wrong.add(Violation.at("/noticeAddress/text", RevocationRefusal.NOTICE_ADDRESS_INCOMPLETE));
        } else if (address && !code) {
            wrong.add(Violation.at("/noticeAddress/postalCode", RevocationRefusal.NOTICE_ADDRESS_INCOMPLETE));
        } else if (code && !postalCode(typed).matches(POSTAL_CODE)) {
            wrong.add(Violation.at("/noticeAddress/postalCode", RevocationRefusal.POSTAL_CODE_MALFORMED));
        }
    }

    private static void text(String pointer, String text, int longest, List<Violation> wrong) {
        if (text.strip().length() > longest) {
            wrong.add(Violation.at(pointer, RevocationRefusal.TEXT_TOO_LONG, longest));
        } else if (MyNumbers.isIn(text)) {
            wrong.add(Violation.at(pointer, RevocationRefusal.MY_NUMBER));
        }
    }

    private static Optional<NoticeAddress> noticeAddress(RegisterPaperRequest typed) {
        return typed.noticeAddress().isBlank()
                ? Optional.empty()
                : Optional.of(new NoticeAddress(
                        postalCode(typed), typed.noticeAddress().strip()));
    }

    /** Full-width digits and hyphens are how people type these numbers. */
    private static String postalCode(RegisterPaperRequest typed) {
        return Normalizer.normalize(typed.noticePostalCode().strip(), Normalizer.Form.NFKC)
                .replaceAll("[\\p{Pd}−ー]", "-");
    }
}
