package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoTest;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.card.SimulatedCards;
import io.hakko.card.Station;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.Personalization;
import io.hakko.card.integration.FaultyTerminal;
import io.hakko.card.integration.FaultyTerminal.Fault;
import io.hakko.card.integration.FireCards;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.CaseSteps;
import io.hakko.workflow.StaffAccounts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The wire to the card fails at every single command of a personalization, before the card has got it and after the card
 * has obeyed. Whatever the card then is, the operator goes on as the system offers: the order ends with one live
 * certificate, on a card whose PIN letter opens it.
 */
@HakkoTest
@Import(CardFaultGridFireTest.FaultyReader.class)
class CardFaultGridFireTest {

    /** The simulated reader behind a wire that fails. */
    @TestConfiguration(proxyBeanMethods = false)
    static class FaultyReader {
        @Bean
        FaultyTerminal faultyTerminal(SimulatedCards cards) {
            return new FaultyTerminal(FireCards.terminalOf(cards));
        }

        @Bean
        @Primary
        CardReader faultyReader(FaultyTerminal terminal, SimulatedCards cards) {
            return FireCards.piv("faulty", () -> Optional.of(terminal), FireCards.managementKeyOf(cards));
        }
    }

    private static final int SMALLEST_PERSONALIZATION = 20;

    @Autowired
    AutowireCapableBeanFactory factory;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    FaultyTerminal wire;

    @Autowired
    CardReader reader;

    @Autowired
    Station station;

    @Autowired
    Ledger ledger;

    @Autowired
    Certificates certificates;

    @Autowired
    SimulatedCards hand;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private CaseSteps steps;
    private byte[] pin = new byte[0];

    @BeforeEach
    void staff() {
        steps = CaseSteps.of(factory);
        steps.pinsAreReadBy((digits, unblocking) -> pin = digits.clone());
        CaseSteps.engage(accounts);
        wire.heal();
    }

    @AfterEach
    void heal() {
        wire.heal();
    }

    @Test
    void everyCommandMayFailBeforeAndAfterTheCardHasObeyed() throws Exception {
        List<Integer> commands = commandsOfAPersonalization();
        assertThat(commands).hasSizeGreaterThan(SMALLEST_PERSONALIZATION).contains(0x47, 0xDB, 0x24, 0x20, 0x87);
        List<String> rows = new ArrayList<>();

        for (int command = 1; command <= commands.size(); command++) {
            for (Fault fault : Fault.values()) {
                String where = "command %d (INS %02X) %s".formatted(command, commands.get(command - 1), fault);
                ApplicationNumber number = loaded();

                wire.failAt(command, fault);
                station.workOnce();
                assertThat(wire.instructions()).as(where).hasSizeGreaterThanOrEqualTo(command);
                wire.heal();
                assertThat(live(number)).as(where).hasSizeLessThanOrEqualTo(1);

                steps.play(number.value(), "userTask_packCard", at -> {});
                assertDeliverable(number, where);
                rows.add("| %d | %02X | %s | %s |"
                        .formatted(command, commands.get(command - 1), fault, outcome(number)));
            }
        }

        Files.createDirectories(Path.of("target", "fire"));
        Files.writeString(
                Path.of("target", "fire", "card-fault-grid.md"),
                "| command | INS | fault | outcome |\n|---|---|---|---|\n" + String.join("\n", rows) + "\n",
                StandardCharsets.UTF_8);
        assertThat(outcomes).as("both ways were taken").containsKeys("remade", "the same card");
    }

    private List<Integer> commandsOfAPersonalization() {
        ApplicationNumber number = loaded();
        wire.heal();
        station.workOnce();
        List<Integer> commands = wire.instructions();
        assertThat(ledger.live(number)).map(Personalization::state).contains(LedgerState.VERIFIED);
        steps.play(number.value(), "userTask_packCard", at -> {});
        return commands;
    }

    /** A case whose blank card lies in the reader, ordered. */
    private ApplicationNumber loaded() {
        ApplicationNumber number = steps.arrive("aosign-g2", Channel.POST);
        steps.play(number.value(), "userTask_loadCard", at -> {});
        steps.step(number.value());
        steps.settle();
        assertThat(ledger.live(number)).map(Personalization::state).contains(LedgerState.RESERVED);
        return number;
    }

    private List<IssuedCertificate> live(ApplicationNumber number) {
        return certificates.ofApplication(number).stream()
                .filter(certificate -> !certificate.isRevoked())
                .toList();
    }

    /** The card that would now be packed is known in every respect, and it is the only one that can be used. */
    private void assertDeliverable(ApplicationNumber number, String where) throws Exception {
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

    private String outcome(ApplicationNumber number) {
        String outcome = ledger.all(number).size() > 1 ? "remade" : "the same card";
        outcomes.merge(outcome, 1, Integer::sum);
        return outcome;
    }
}
