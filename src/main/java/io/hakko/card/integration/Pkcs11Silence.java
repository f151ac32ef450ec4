package io.hakko.card.integration;

import org.xipki.pkcs11.wrapper.Logger;
import org.xipki.pkcs11.wrapper.StaticLogger;

/** What the PKCS#11 wrapper says about its calls is kept from the holder's terminal: it may quote what was typed in. */
final class Pkcs11Silence implements Logger {

    private Pkcs11Silence() {}

    static void install() {
        StaticLogger.setLogger(new Pkcs11Silence());
    }

    @Override
    public void info(String format, Object... arguments) {}

    @Override
    public void warn(String format, Object... arguments) {}

    @Override
    public void error(String format, Object... arguments) {}

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
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return false;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }
}
