package io.hakko.ca.integration;

import io.hakko.ca.integration.HsmUnusable.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Slot;
import org.xipki.pkcs11.wrapper.Token;

/**
 * A PKCS#11 library in this process. After a failure it is closed and opened anew ({@code C_Finalize}, {@code C_Initialize}), which
 * is what brings back a connection to an HSM that was away; all its tokens begin again with it. Calls run on threads
 * of their own and for a limited time, so that an HSM that does not answer holds nobody.
 */
final class HsmLibrary implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HsmLibrary.class);

    /** An HSM that was away is not asked more often. */
    private static final long TRY_AGAIN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private final Duration patience;
    private final PKCS11Module module;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private final AtomicInteger hanging = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "hsm");
        thread.setDaemon(true);
        return thread;
    });

    /** Counts how often it was opened: what came from an earlier opening is void. */
    private long opening;

    private boolean open;
    private volatile @Nullable HsmUnusable down;
    private volatile long downSince;

    /**
     * @param patience how long a call may take
     * @throws IllegalStateException when there is no such library
     */
    HsmLibrary(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
        HsmLog.install();
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("The PKCS#11 library %s cannot be read".formatted(file));
        }
        try {
            this.module = PKCS11Module.getInstance(file.toString());
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new IllegalStateException("The PKCS#11 library %s cannot be loaded".formatted(file), e);
        }
    }

    /** Calls into the library. */
    interface Call<T> {
        /**
         * Does it; again when the first try failed.
         *
         * @param opening which opening of the library this is
         */
        T run(long opening) throws PKCS11Exception, HsmUnusable;
    }

    Duration patience() {
        return patience;
    }

    /** Does it on a thread of the library; when it fails, once more on a library opened anew. */
    <T> T call(Call<T> call, Duration longest) throws HsmUnusable {
        if (hanging.get() > 0) {
            throw new HsmUnusable(Cause.AWAY, "the HSM behind %s does not answer".formatted(file));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(twice(call));
            } catch (HsmUnusable | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            hanging.incrementAndGet();
            CompletableFuture<T> unused = answer.whenComplete((late, failed) -> hanging.decrementAndGet());
            throw new HsmUnusable(
                    Cause.AWAY, "the HSM behind %s has not answered for %d ms".formatted(file, longest.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HsmUnusable(Cause.AWAY, "interrupted while waiting for the HSM");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HsmUnusable unusable) {
                throw unusable;
            }
            throw new IllegalStateException("a call into " + file + " failed", e.getCause());
        }
    }

    private <T> T twice(Call<T> call) throws HsmUnusable {
        HsmUnusable known = down;
        if (known != null && System.nanoTime() - downSince < TRY_AGAIN_AFTER_NANOS) {
            throw known;
        }
        try {
            T result = tryTwice(call);
            if (down != null) {
                LOG.info("The HSM behind {} is back", file);
                down = null;
            }
            return result;
        } catch (PKCS11Exception failed) {
            throw away(new HsmUnusable(Cause.AWAY, failed.getErrorName() + " from " + file));
        } catch (HsmUnusable unusable) {
            throw unusable.why() == Cause.AWAY ? away(unusable) : unusable;
        }
    }

    private HsmUnusable away(HsmUnusable unusable) {
        if (down == null) {
            LOG.warn("HSM down: {}", unusable.reason());
        }
        downSince = System.nanoTime();
        down = unusable;
        return unusable;
    }

    private <T> T tryTwice(Call<T> call) throws PKCS11Exception, HsmUnusable {
        long first = openIf(0);
        try {
            return once(call);
        } catch (PKCS11Exception failed) {
            LOG.debug("The library {} is opened anew after {}", file, failed.getErrorName());
        } catch (HsmUnusable unusable) {
            if (unusable.why() != Cause.AWAY) {
                throw unusable;
            }
        }
        openIf(first);
        return once(call);
    }

    private <T> T once(Call<T> call) throws PKCS11Exception, HsmUnusable {
        use.readLock().lock();
        try {
            if (!open) {
                throw new HsmUnusable(Cause.AWAY, file + " is closed");
            }
            return call.run(opening);
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Opens the library when it is closed, or when it is still the opening that has failed.
     *
     * @return which opening it is now
     */
    private long openIf(long failed) throws PKCS11Exception {
        use.writeLock().lock();
        try {
            if (open && opening == failed) {
                shut();
            }
            if (!open) {
                initialize();
                open = true;
                opening++;
            }
            return opening;
        } finally {
            use.writeLock().unlock();
        }
    }

    private void initialize() throws PKCS11Exception {
        try {
            module.initialize();
        } catch (PKCS11Exception e) {
            if (e.getErrorCode() != PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }

    private void shut() {
        open = false;
        try {
            module.finalize(null);
        } catch (PKCS11Exception e) {
            LOG.debug("The library {} was closed with {}", file, e.getErrorName());
        }
    }

    /** The tokens that are there now; only inside a call. */
    List<Token> tokens() throws PKCS11Exception {
        List<Token> tokens = new ArrayList<>();
        for (Slot slot : module.getSlotList(true)) {
            tokens.add(slot.getToken());
        }
        return tokens;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() {
        threads.shutdown();
        if (hanging.get() == 0) {
            use.writeLock().lock();
            try {
                if (open) {
                    shut();
                }
            } finally {
                use.writeLock().unlock();
            }
        }
    }
}
