package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.application.RegisterArrival.Channel;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.CaseSteps;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.List;

/** Cards whose making is disturbed, and what has to be true of them in the end. */
final class DisturbedCards {

    private final CaseSteps steps;
    private final Ledger ledger;
    private final Certificates certificates;
    private final SimulatedCards hand;
    private final CardReader reader;
    private byte[] pin = new byte[0];

    DisturbedCards(CaseSteps steps, Ledger ledger, Certificates certificates, SimulatedCards hand, CardReader reader) {
        this.steps = steps;
        this.ledger = ledger;
        this.certificates = certificates;
        this.hand = hand;
        this.reader = reader;
        steps.pinsAreReadBy((digits, unblocking) -> pin = digits.clone());
    }

    /** A case whose blank card lies in the reader, ordered. */
    ApplicationNumber loaded() {
        ApplicationNumber number = steps.arrive("aosign-g2", Channel.POST);
        steps.play(number.value(), "userTask_loadCard", at -> {});
        steps.step(number.value());
        steps.settle();
        assertThat(state(number)).isEqualTo(LedgerState.RESERVED);
        return number;
    }

    /** State of the card of a case that is not spoiled. */
    LedgerState state(ApplicationNumber number) {
        return ledger.live(number).map(Personalization::state).orElse(LedgerState.SPOILED);
    }

    /** Everybody goes on as the system offers, until the card would be packed. */
    void finish(ApplicationNumber number) {
        steps.play(number.value(), "userTask_packCard", at -> {});
    }

    List<IssuedCertificate> live(ApplicationNumber number) {
        return certificates.ofApplication(number).stream()
                .filter(certificate -> !certificate.isRevoked())
                .toList();
    }

    boolean wasRemade(ApplicationNumber number) {
        return ledger.all(number).size() > 1;
    }

    /** The card that would now be packed is known in every respect, and it is the only one that can be used. */
    void assertDeliverable(ApplicationNumber number, String where) throws Exception {
        Personalization card = ledger.live(number).orElseThrow();
        assertThat(card.state()).as(where).isEqualTo(LedgerState.INSPECTED);
        assertThat(live(number)).as(where).singleElement().satisfies(certificate -> {
            assertThat(certificate.card()).isEqualTo(card.number());
            assertThat(certificate.serial()).isEqualTo(card.requireSerial());
        });
        ledger.all(number).stream()
                .filter(other -> !other.number().equals(card.number()))
                .forEach(spoiled -> assertThat(spoiled.state()).as(where).isEqualTo(LedgerState.SPOILED));
        assertThat(ledger.unsettled(number)).as(where).isEmpty();

        hand.insert(card.chip());
        byte[] challenge = "only the holder can sign this".getBytes(StandardCharsets.US_ASCII);
        try (CardSession session = reader.open()) {
            byte[] written = session.certificate().orElseThrow();
            assertThat(written).as(where).isEqualTo(live(number).get(0).der().bytes());
            assertThat(session.number()).as(where).contains(card.number());
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(written))
                    .getPublicKey());
            check.update(challenge);
            assertThat(check.verify(session.sign(pin, challenge)))
                    .as("%s: the PIN on the letter opens the card", where)
                    .isTrue();
        }
    }
}
