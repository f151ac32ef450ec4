package io.hakko.cli;

import io.hakko.ca.SignedData;
import io.hakko.calendar.Zones;
import io.hakko.card.HolderCard;
import io.hakko.card.HolderRefusal;
import io.hakko.card.HolderStatement;
import io.hakko.card.HolderStatements;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationReason;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hakko card}: the holder's tool. Works with the card in the reader of this PC; no service is started. */
@Command(
        name = "card",
        description = "The card in the reader of this PC, for its holder.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class CardCommand implements Runnable {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu年M月d日");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Finds the card, does something with it and says so. */
    private abstract static class WithCard implements Callable<Integer> {

        final Clock clock = Clock.system(Zones.TOKYO);
        final PinEntry pins = new PinEntry(System.in);

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--library",
                paramLabel = "FILE",
                description = "The PKCS#11 library; without it the one of OpenSC is looked for.")
        private @Nullable Path library;

        abstract void use(HolderCard card, ServiceProfile profile);

        @Override
        public Integer call() {
            try (HolderCard card = cards().find(Optional.ofNullable(library))) {
                use(card, profile(card));
            }
            return 0;
        }

        static HolderCard.Finder cards() {
            return ServiceLoader.load(HolderCard.Finder.class).findFirst().orElseThrow();
        }

        /** The service that the first digits of the card number name (D-08). */
        private ServiceProfile profile(HolderCard card) {
            LocalDate today = LocalDate.now(clock);
            Profiles profiles = new Profiles();
            return profiles.all().stream()
                    .filter(profile -> card.number().value().startsWith(profile.cardNumberPrefix()))
                    .findFirst()
                    .map(profile -> profiles.currentOrFirst(profile.ref().id(), today))
                    .orElseThrow(() -> new Refusal(HolderRefusal.FOREIGN_CARD));
        }

        final PrintWriter out() {
            return spec.commandLine().getOut();
        }

        /** Something under the PIN; a locked card is told how it goes on. */
        final void withPin(HolderCard card, ServiceProfile profile, Consumer<char[]> work) {
            if (card.pinState() == HolderCard.PinState.LOCKED) {
                throw new Refusal(locked(profile));
            }
            char[] pin = pins.read("PIN");
            try {
                work.accept(pin);
            } catch (Refusal refused) {
                throw refused.violations().get(0).code() == HolderRefusal.LOCKED
                        ? new Refusal(locked(profile))
                        : refused;
            } finally {
                Arrays.fill(pin, '\0');
            }
        }

        private static HolderRefusal locked(ServiceProfile profile) {
            return profile.pin().unblocking().isPresent() ? HolderRefusal.LOCKED : HolderRefusal.LOCKED_FOR_GOOD;
        }

        static X509Certificate certificate(HolderCard card) {
            try {
                return (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(card.certificate().bytes()));
            } catch (CertificateException unreadable) {
                Refusal refusal = new Refusal(HolderRefusal.FOREIGN_CARD);
                refusal.initCause(unreadable);
                throw refusal;
            }
        }
    }

    /** {@code hakko card show}. */
    @Command(
            name = "show",
            description = "Prints card number and certificate of the card. Needs no PIN.",
            mixinStandardHelpOptions = true)
    static final class Show extends WithCard {

        @Override
        void use(HolderCard card, ServiceProfile profile) {
            X509Certificate certificate = certificate(card);
            PrintWriter out = out();
            out.println("サービス        " + profile.displayName());
            out.println("カード番号      " + card.number());
            out.println("証明書の番号    " + new CertificateSerial(certificate.getSerialNumber()));
            out.println("名義            " + name(certificate.getSubjectX500Principal()));
            out.println("発行者          " + name(certificate.getIssuerX500Principal()));
            out.println("有効期間        %s ～ %s"
                    .formatted(
                            day(certificate.getNotBefore().toInstant()),
                            day(certificate.getNotAfter().toInstant())));
            out.println("SHA-256         " + card.certificate().sha256());
            out.println("PINの状態       "
                    + switch (card.pinState()) {
                        case FINE -> "使用できます";
                        case FEW_LEFT -> "入力の誤りが続いています（残りは半分以下）";
                        case LAST_TRY -> "あと1回間違えるとロックされます";
                        case LOCKED -> "ロックされています";
                    });
        }

        private static String name(X500Principal principal) {
            return principal.getName(X500Principal.RFC1779);
        }

        private static String day(Instant at) {
            return DAY.format(at.atZone(Zones.TOKYO));
        }
    }

    /** Signs a statement with the card and writes it to a file. */
    private abstract static class Stating extends WithCard {

        private final HolderStatements statements = new HolderStatements(
                ServiceLoader.load(SignedData.class).findFirst().orElseThrow());

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write; must not exist.")
        private Path file = Path.of("");

        abstract HolderStatement statement(
                HolderCard card, ServiceProfile profile, CertificateSerial serial, Instant now);

        abstract String done();

        @Override
        void use(HolderCard card, ServiceProfile profile) {
            if (Files.exists(file)) {
                throw new Refusal(HolderRefusal.FILE_EXISTS, file);
            }
            CertificateSerial serial = new CertificateSerial(certificate(card).getSerialNumber());
            HolderStatement statement =
                    statement(card, profile, serial, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            out().println("次の内容に署名します。");
            out().println(statement.text());
            withPin(
                    card,
                    profile,
                    pin -> write(statements.sign(statement, card.certificate(), message -> card.sign(pin, message))));
            out().println(done().formatted(file));
        }

        private void write(Der message) {
            try {
                Files.write(file, message.bytes(), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException meanwhile) {
                throw new Refusal(HolderRefusal.FILE_EXISTS, file);
            } catch (IOException unwritable) {
                Refusal refusal = new Refusal(HolderRefusal.FILE_UNWRITABLE, file);
                refusal.initCause(unwritable);
                throw refusal;
            }
        }
    }

    /** {@code hakko card receipt}. */
    @Command(
            name = "receipt",
            description = "Signs with the card that it was received and writes that to a file (CMS SignedData).",
            mixinStandardHelpOptions = true)
    static final class Receipt extends Stating {

        @Override
        HolderStatement statement(HolderCard card, ServiceProfile profile, CertificateSerial serial, Instant now) {
            String text = "カード番号%sのICカードとPIN通知書を受領し、証明書の記載事項が正しいことを確認しました。".formatted(card.number());
            return new HolderStatement(
                    HolderStatement.Kind.RECEIPT, card.number(), serial, now, Optional.empty(), text);
        }

        @Override
        String done() {
            return "受領書データを %s に書き出しました。";
        }
    }

    /** {@code hakko card revoke}. */
    @Command(
            name = "revoke",
            description =
                    "Signs with the card a request to revoke its certificate and writes it to a file (CMS SignedData).",
            mixinStandardHelpOptions = true)
    static final class Revoke extends Stating {

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "REASON",
                description = "Why, by its code or its words. An unknown one prints the list.")
        private String reason = "";

        @Override
        HolderStatement statement(HolderCard card, ServiceProfile profile, CertificateSerial serial, Instant now) {
            RevocationReason why = reason(profile);
            String text = "カード番号%sの証明書の失効を申請します。理由: %s".formatted(card.number(), why.label());
            return new HolderStatement(
                    HolderStatement.Kind.REVOCATION_REQUEST, card.number(), serial, now, Optional.of(why.code()), text);
        }

        private RevocationReason reason(ServiceProfile profile) {
            List<RevocationReason> possible = profile.revocation().reasons().stream()
                    .filter(each -> each.by() == RevocationReason.Party.SUBSCRIBER)
                    .toList();
            String asked = plain(reason);
            return possible.stream()
                    .filter(each -> asked.equalsIgnoreCase(each.code()) || asked.equals(plain(each.label())))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            HolderRefusal.REASON_UNKNOWN,
                            reason,
                            possible.stream()
                                    .map(each -> each.code() + " " + each.label())
                                    .collect(Collectors.joining("、"))));
        }

        private static String plain(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        }

        @Override
        String done() {
            return "失効申請データを %s に書き出しました。";
        }
    }

    /** {@code hakko card change-pin}. */
    @Command(
            name = "change-pin",
            description = "Changes the PIN. Asks for the old and the new one; on the standard input one a line.",
            mixinStandardHelpOptions = true)
    static final class ChangePin extends WithCard {

        @Override
        void use(HolderCard card, ServiceProfile profile) {
            withPin(card, profile, pin -> {
                char[] next = pins.readNew("新しいPIN");
                try {
                    card.changePin(pin, next);
                } finally {
                    Arrays.fill(next, '\0');
                }
            });
            out().println("PINを変更しました。");
        }
    }

    /** {@code hakko card unblock}. */
    @Command(
            name = "unblock",
            description =
                    "Sets a new PIN on a locked card by the unblocking value of the PIN letter. On the standard input: "
                            + "unblocking value, then new PIN, one a line.",
            mixinStandardHelpOptions = true)
    static final class Unblock extends WithCard {

        @Override
        void use(HolderCard card, ServiceProfile profile) {
            if (profile.pin().unblocking().isEmpty()) {
                throw new Refusal(HolderRefusal.NOT_UNBLOCKABLE, profile.displayName());
            }
            char[] unblocking = pins.read("PIN解除番号");
            byte[] known = PinEntry.bytes(unblocking);
            Arrays.fill(unblocking, '\0');
            try {
                char[] next = pins.readNew("新しいPIN");
                byte[] pin = PinEntry.bytes(next);
                Arrays.fill(next, '\0');
                try {
                    cards().unblock(card.number(), known, pin);
                } finally {
                    Arrays.fill(pin, (byte) 0);
                }
            } finally {
                Arrays.fill(known, (byte) 0);
            }
            out().println("ロックを解除し、新しいPINを設定しました。");
        }
    }
}
