package io.hakko.ca.integration;

import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.Logger;
import org.xipki.pkcs11.wrapper.StaticLogger;

/** What the PKCS#11 wrapper has to say, on our debug level; by itself it would write to the console. */
final class HsmLog implements Logger {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.hakko.ca.pkcs11");

    private HsmLog() {}

    static void install() {
        StaticLogger.setLogger(new HsmLog());
    }

    @Override
    public void info(String format, Object... arguments) {
        LOG.debug(format, arguments);
    }

    @Override
    public void warn(String format, Object... arguments) {
        LOG.debug(format, arguments);
    }

    @Override
    public void error(String format, Object... arguments) {
        LOG.debug(format, arguments);
    }

    /** Every call with its arguments: left out. */
    @Override
    public void debug(String format, Object... arguments) {}

    @Override
    public void trace(String format, Object... arguments) {}

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }
}
