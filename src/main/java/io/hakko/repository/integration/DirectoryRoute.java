package io.hakko.repository.integration;

import io.hakko.repository.domain.Publication;
import org.apache.camel.builder.RouteBuilder;

/** Writes a publication into the directory. A failure goes back to the delivery, which is the only one that tries again. */
final class DirectoryRoute extends RouteBuilder {

    static final String ENDPOINT = "direct:repository-directory";
    static final String ROUTE_ID = "repository-directory";

    private final DirectoryAccess directory;

    DirectoryRoute(DirectoryAccess directory) {
        this.directory = directory;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(ENDPOINT)
                .routeId(ROUTE_ID)
                .process(exchange ->
                        DirectoryTarget.write(directory, exchange.getMessage().getMandatoryBody(Publication.class)));
    }
}
