package io.hakko.cli;

import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints a refusal as Japanese messages with JSON pointers and ends with exit code 2; anything else is a failure, 1. */
final class RefusalPrinter implements IExecutionExceptionHandler {

    static final int REFUSED = 2;
    static final int FAILED = 1;

    private static final String SUFFIX = "_ja.properties";

    @Override
    public int handleExecutionException(Exception exception, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        Refusal refusal = refusalIn(exception);
        if (refusal == null) {
            err.println("処理できませんでした: " + exception.getMessage());
            if (Boolean.getBoolean("hakko.trace")) {
                exception.printStackTrace(err);
            }
            return FAILED;
        }
        lines(refusal).forEach(err::println);
        err.flush();
        return REFUSED;
    }

    /** {@code /papers/2/issuedOn: …} for each violation. */
    static List<String> lines(Refusal refusal) {
        ResourceBundleMessageSource messages = messages();
        List<String> lines = new ArrayList<>();
        for (Violation violation : refusal.violations()) {
            String text = messages.getMessage(
                    violation.code().key(),
                    violation.arguments().toArray(),
                    violation.code().key(),
                    Locale.JAPANESE);
            lines.add(violation.pointer().isEmpty() ? text : violation.pointer() + ": " + text);
        }
        return lines;
    }

    private static @org.jspecify.annotations.Nullable Refusal refusalIn(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof Refusal)) {
            cause = cause.getCause();
        }
        return (Refusal) cause;
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        try {
            String[] bundles = Arrays.stream(
                            new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + SUFFIX))
                    .map(Resource::getFilename)
                    .map(file -> "messages/" + file.substring(0, file.length() - SUFFIX.length()))
                    .toArray(String[]::new);
            source.setBasenames(bundles);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return source;
    }
}
