package io.hakko.desk.process;

import java.io.IOException;
import org.camunda.bpm.spring.boot.starter.webapp.filter.ResourceLoadingProcessEnginesFilter;

/**
 * Serves the first pages of the engine's web applications. The stock filter sends everybody to a page that makes the
 * first comer an administrator, as long as there is none; Hakko's users are made at the command line, and none of them
 * is an administrator of the engine.
 * Public, because the starter makes the instance when the web applications are ready.
 */
public final class IndexPages extends ResourceLoadingProcessEnginesFilter {

    @Override
    protected boolean needsInitialUser(String engineName) {
        return false;
    }

    /** The pages are in Japanese before their script has run, so that a screen reader starts right. */
    @Override
    protected String getWebResourceContents(String name) throws IOException {
        return super.getWebResourceContents(name).replaceFirst("<html lang=\"en\">", "<html lang=\"ja\">");
    }
}
