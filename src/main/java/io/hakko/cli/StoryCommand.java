package io.hakko.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.calendar.Zones;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.story.StoryExport;
import io.hakko.story.StoryOrder;
import io.hakko.story.StoryPlayer;
import io.hakko.story.StoryRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hakko story}. */
@Command(
        name = "story",
        description = "Plays a case on a throw-away database with a movable clock and writes what it leaves behind.",
        mixinStandardHelpOptions = true)
final class StoryCommand implements Callable<Integer> {

    private final ServiceContext service;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description =
                    "happy, deficient-corrected, deficiency-lapsed, rejected, unreceived, late-receipt, content-doubt, "
                            + "returned-mail, unpaid, paid-late, lost-card, company-request, card-fault, ca-compromise")
    private String name = "";

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "ID",
            description = "Service profile: aosign-g2, diacert-plus.")
    private String profile = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out = Path.of("");

    @Option(
            names = "--application",
            paramLabel = "FILE",
            description = "Application as JSON by docs/application.schema.json; without it an invented one.")
    private @Nullable Path application;

    @Option(names = "--start", paramLabel = "DATE", description = "Arrival day, yyyy-MM-dd; default: today.")
    private @Nullable String start;

    StoryCommand(ServiceContext service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        StoryExport.refuseNoFolder(out);
        LocalDate day = start == null ? LocalDate.now(Clock.system(Zones.TOKYO)) : date(start);
        Optional<JsonNode> form = Optional.ofNullable(application).map(StoryCommand::read);
        String begin = day.atStartOfDay(Zones.TOKYO).toInstant().toString();
        Map<String, Object> settings = Map.of("hakko.story.begin", begin, "hakko.services", profile);
        try (var context = service.start(settings, "story")) {
            ApplicationNumber number =
                    context.getBean(StoryPlayer.class).play(new StoryOrder(name, profile, day, form));
            context.getBean(StoryExport.class).write(out, number, profile);
        }
        spec.commandLine().getOut().println("筋書き %s を %s に書き出しました。".formatted(name, out));
        return 0;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw withCause(Refusal.at("/start", StoryRefusal.START_DATE, text), wrong);
        }
    }

    private static JsonNode read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw withCause(Refusal.at("/application", StoryRefusal.FILE_UNREADABLE, file), unreadable);
        }
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (JacksonException wrong) {
            JsonLocation where = wrong.getLocation();
            throw withCause(new Refusal(StoryRefusal.FILE_NOT_JSON, where.getLineNr(), where.getColumnNr()), wrong);
        } catch (IOException impossible) {
            throw withCause(Refusal.at("/application", StoryRefusal.FILE_UNREADABLE, file), impossible);
        }
    }

    private static Refusal withCause(Refusal refusal, Exception cause) {
        refusal.initCause(cause);
        return refusal;
    }
}
