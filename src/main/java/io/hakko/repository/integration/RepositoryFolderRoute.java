package io.hakko.repository.integration;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Writes a file for a static web server: under a temporary name first and then renamed, so that a reader sees the old file
 * or the new one and never a part. A failure goes back to the job, which is the only one that tries again.
 */
@Component
@ConditionalOnProperty("hakko.repository.folder")
class RepositoryFolderRoute extends RouteBuilder {

    static final String ENDPOINT = "direct:repository-folder";
    static final String ROUTE_ID = "repository-folder";

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(ENDPOINT).routeId(ROUTE_ID).to("file:{{hakko.repository.folder}}?tempPrefix=.new-&fileExist=TryRename");
    }
}
