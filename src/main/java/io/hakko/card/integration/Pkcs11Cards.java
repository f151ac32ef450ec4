package io.hakko.card.integration;

import io.hakko.card.HolderCard;
import io.hakko.card.HolderRefusal;
import io.hakko.card.domain.CardFault;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Slot;

/**
 * Cards on the holder's PC through PKCS#11. Setting a new PIN with the unblocking value goes to the card directly: OpenSC
 * offers it through PKCS#11 only where its configuration file says so.
 */
public final class Pkcs11Cards implements HolderCard.Finder {

    private static final String OPENSC = "opensc-pkcs11.so";
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/lib64"),
            Path.of("/usr/lib64/pkcs11"),
            Path.of("/usr/lib"),
            Path.of("/usr/lib/pkcs11"),
            Path.of("/usr/local/lib"),
            Path.of("/opt/homebrew/lib"),
            Path.of("/Library/OpenSC/lib"));
    private static final List<Path> ON_WINDOWS = List.of(
            Path.of("C:\\Program Files\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll"),
            Path.of("C:\\Windows\\System32\\opensc-pkcs11.dll"));

    private static final int OK = 0x9000;
    private static final int BLOCKED = 0x6983;
    private static final int TRIES_MASK = 0xFFF0;
    private static final int TRIES_LEFT = 0x63C0;

    @Override
    public HolderCard find(Optional<Path> library) {
        PKCS11Module module =
                load(library.or(Pkcs11Cards::openSc).orElseThrow(() -> new Refusal(HolderRefusal.NO_LIBRARY)));
        try {
            return find(module);
        } catch (PKCS11Exception failed) {
            finish(module);
            throw Pkcs11Card.failed(failed);
        } catch (RuntimeException refused) {
            finish(module);
            throw refused;
        }
    }

    private static HolderCard find(PKCS11Module module) throws PKCS11Exception {
        if (module.getSlotList(false).length == 0) {
            throw new Refusal(HolderRefusal.NO_READER);
        }
        List<Slot> ours = new ArrayList<>();
        boolean foreign = false;
        for (Slot slot : module.getSlotList(true)) {
            if (isRecognized(slot)) {
                ours.add(slot);
            } else {
                foreign = true;
            }
        }
        if (ours.size() > 1) {
            throw new Refusal(HolderRefusal.MANY_CARDS);
        }
        if (ours.isEmpty()) {
            throw new Refusal(foreign ? HolderRefusal.FOREIGN_CARD : HolderRefusal.NO_CARD);
        }
        return Pkcs11Card.in(module, ours.get(0).getToken());
    }

    private static boolean isRecognized(Slot slot) throws PKCS11Exception {
        try {
            slot.getToken().getTokenInfo();
            return true;
        } catch (PKCS11Exception failed) {
            if (failed.getErrorCode() == PKCS11Constants.CKR_TOKEN_NOT_RECOGNIZED) {
                return false;
            }
            throw failed;
        }
    }

    private static PKCS11Module load(Path library) {
        if (!Files.isReadable(library)) {
            throw new Refusal(HolderRefusal.NO_LIBRARY);
        }
        Pkcs11Silence.install();
        try {
            PKCS11Module module = PKCS11Module.getInstance(library.toString());
            module.initialize();
            return module;
        } catch (IOException | UnsatisfiedLinkError | PKCS11Exception unusable) {
            Refusal refusal = new Refusal(HolderRefusal.NO_LIBRARY);
            refusal.initCause(unusable);
            throw refusal;
        }
    }

    static void finish(PKCS11Module module) {
        try {
            module.finalize(null);
        } catch (PKCS11Exception alreadyGone) {
            return;
        }
    }

    private static Optional<Path> openSc() {
        List<Path> places = new ArrayList<>(ON_WINDOWS);
        FOLDERS.forEach(folder -> places.add(folder.resolve(OPENSC)));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path folder : folders) {
                places.add(folder.resolve(OPENSC));
                places.add(folder.resolve("pkcs11").resolve(OPENSC));
            }
        } catch (IOException elsewhere) {
            places.add(Path.of(OPENSC));
        }
        return places.stream().filter(Files::isReadable).findFirst();
    }

    @Override
    public void unblock(CardNumber expected, byte[] unblocking, byte[] newPin) {
        try (PivCard card = PivCard.connect(terminal(), SecureMessaging.NONE, new byte[0], () -> {})) {
            if (!card.number().equals(Optional.of(expected))) {
                throw new Refusal(HolderRefusal.FOREIGN_CARD);
            }
            int status = card.unblock(unblocking, newPin);
            if (status == BLOCKED) {
                throw new Refusal(HolderRefusal.UNBLOCKING_LOCKED);
            }
            if ((status & TRIES_MASK) == TRIES_LEFT) {
                throw new Refusal(HolderRefusal.UNBLOCKING_WRONG, status & 0xF);
            }
            if (status != OK) {
                throw new Refusal(HolderRefusal.CARD_FAILED, "%04X".formatted(status));
            }
        } catch (CardFault fault) {
            Refusal refusal = fault.kind() == CardFault.Kind.ABSENT
                    ? new Refusal(HolderRefusal.NO_CARD)
                    : new Refusal(HolderRefusal.CARD_FAILED, String.valueOf(fault.getMessage()));
            refusal.initCause(fault);
            throw refusal;
        }
    }

    private static CardTerminal terminal() {
        try {
            List<CardTerminal> present =
                    TerminalFactory.getDefault().terminals().list(CardTerminals.State.CARD_PRESENT);
            if (present.size() > 1) {
                throw new Refusal(HolderRefusal.MANY_CARDS);
            }
            return present.stream().findFirst().orElseThrow(() -> new Refusal(HolderRefusal.NO_CARD));
        } catch (CardException none) {
            Refusal refusal = new Refusal(HolderRefusal.NO_READER);
            refusal.initCause(none);
            throw refusal;
        }
    }
}
