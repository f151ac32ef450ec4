package io.hakko.card.integration;

import io.hakko.card.CardRefusal;
import io.hakko.card.domain.CardOnTable;
import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.SecretLost;
import io.hakko.card.domain.Tries;
import io.hakko.card.integration.WorkerWire.Act;
import io.hakko.card.integration.WorkerWire.Answer;
import io.hakko.card.integration.WorkerWire.Order;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Secrets in a process for each card, which is started before it is needed and ended when its card needs it no more; this
 * process knows only that there is one. A worker that dies takes the PIN of its card with it.
 */
final class WorkerSecrets implements CardSecrets {

    private static final byte[] NOTHING = {};

    private final SpareWorker spare;
    private final Runnable closed;
    private final Map<CardNumber, Held> held = new HashMap<>();

    /** A card whose PIN a worker knows, or knew until it was handed out. */
    private static final class Held {
        private final WorkerProcess worker;
        private boolean shown;
        private boolean paperOpen;

        private Held(WorkerProcess worker) {
            this.worker = worker;
        }
    }

    /** @param closed what else is to be closed with this */
    WorkerSecrets(SpareWorker spare, Runnable closed) {
        this.spare = spare;
        this.closed = closed;
    }

    @Override
    public void requireReady() {
        if (forgetDead()) {
            throw spare.died(new SecretLost("the worker of a card is gone, and its PIN"));
        }
        spare.require();
    }

    /** Workers that died with a PIN that nobody has seen; whether there was one. */
    private synchronized boolean forgetDead() {
        return held.values().removeIf(card -> !card.shown && !card.worker.isAlive());
    }

    private Answer ask(WorkerProcess worker, CardOnTable card, Order order) {
        try {
            return card.lent(() -> worker.ask(order));
        } catch (Refusal noReader) {
            spare.failed(noReader);
            throw noReader;
        } catch (SecretLost | IllegalStateException died) {
            throw spare.died(died);
        }
    }

    @Override
    public boolean mayMakeKeys() {
        return true;
    }

    /** The worker that has made the key ends before anybody learns that the card has it. */
    @Override
    public RSAPublicKey importKey(CardOnTable card, Tries tries) {
        WorkerProcess worker = spare.take();
        byte[] key;
        try {
            key = ask(worker, card, Order.importKey(card.chip().value(), tries)).result();
        } finally {
            worker.end();
        }
        try {
            return (RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key == null ? NOTHING : key));
        } catch (GeneralSecurityException malformed) {
            throw new IllegalStateException("the worker of a card sent no public key", malformed);
        }
    }

    @Override
    public void setPin(CardOnTable card, CardNumber number, int digits, boolean unblockable) {
        WorkerProcess worker = spare.take();
        synchronized (this) {
            forget(number);
            held.put(number, new Held(worker));
        }
        ask(worker, card, Order.setPin(card.chip().value(), digits, unblockable));
    }

    @Override
    public byte[] sign(CardOnTable card, CardNumber number, byte[] message) {
        WorkerProcess worker = of(number).worker;
        byte[] signature =
                ask(worker, card, Order.sign(card.chip().value(), message)).result();
        return signature == null ? NOTHING : signature;
    }

    private synchronized Held of(CardNumber card) {
        Held known = held.get(card);
        if (known == null) {
            throw new SecretLost("no worker has that card");
        }
        return known;
    }

    @Override
    public synchronized boolean has(CardNumber card) {
        Held known = held.get(card);
        return known != null && (known.shown || known.worker.isAlive());
    }

    @Override
    public synchronized boolean wasShown(CardNumber card) {
        Held known = held.get(card);
        return known != null && known.shown;
    }

    @Override
    public synchronized void markShown(CardNumber card) {
        of(card).shown = true;
    }

    @Override
    public void show(CardNumber card, BiConsumer<byte[], byte[]> to) {
        of(card).worker.show(to);
        spare.cameThrough();
    }

    /** The worker has its own way to the printer; this process has none. */
    @Override
    public Paper paper(CardNumber card, MailerPrinter printer) {
        Held asked = onlyPaperOf(card);
        try {
            asked.worker.ask(Order.of(Act.PAPER));
        } catch (RuntimeException noPaper) {
            paperClosed(asked);
            throw noPaper;
        }
        return new WorkerPaper(asked);
    }

    private synchronized Held onlyPaperOf(CardNumber card) {
        Held known = of(card);
        if (known.paperOpen) {
            throw new Refusal(CardRefusal.PRINTER_BUSY);
        }
        known.paperOpen = true;
        return known;
    }

    private synchronized void paperClosed(Held of) {
        of.paperOpen = false;
    }

    /** The one open paper of a card. */
    private final class WorkerPaper implements Paper {
        private final Held of;
        private boolean closed;

        private WorkerPaper(Held of) {
            this.of = of;
        }

        @Override
        public void print(MailerSheet sheet) {
            try {
                of.worker.ask(Order.print(sheet));
                spare.cameThrough();
            } finally {
                of.worker.end();
            }
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                if (of.worker.isAlive()) {
                    of.worker.ask(Order.of(Act.NO_PAPER));
                }
            } finally {
                paperClosed(of);
            }
        }
    }

    @Override
    public synchronized void forget(CardNumber card) {
        Held known = held.remove(card);
        if (known != null) {
            known.worker.end();
        }
    }

    @Override
    public synchronized void forgetAllBut(Set<CardNumber> cards) {
        Set<CardNumber> gone = new HashSet<>(held.keySet());
        gone.removeAll(cards);
        gone.forEach(this::forget);
    }

    @Override
    public synchronized void close() {
        forgetAllBut(Set.of());
        spare.close();
        closed.run();
    }
}
