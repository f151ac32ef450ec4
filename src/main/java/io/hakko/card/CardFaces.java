package io.hakko.card;

import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.SubjectContent;
import io.hakko.calendar.Zones;
import io.hakko.card.domain.Personalization;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Refusal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * What the card printer puts on the face of a card: an SVG of the size of an ID-1 card (ISO/IEC 7810), by the template of the service
 * in {@code faces/<service>.svg}, else the common one.
 */
final class CardFaces {

    private static final String FOLDER = "faces/";
    private static final String SUFFIX = ".svg";
    private static final String COMMON = "common";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

    private final CertificateOrders orders;
    private final Certificates certificates;
    private final Profiles profiles;
    private final ITemplateEngine templates = templates();

    CardFaces(CertificateOrders orders, Certificates certificates, Profiles profiles) {
        this.orders = orders;
        this.certificates = certificates;
        this.profiles = profiles;
    }

    private static ITemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(CardFaces.class.getClassLoader());
        resolver.setPrefix(FOLDER);
        resolver.setSuffix(SUFFIX);
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    /**
     * The face of a card.
     *
     * @return SVG
     * @throws Refusal CONFLICT before its certificate is issued, which sets the validity
     */
    String of(Personalization card) {
        CertificateSerial serial = card.serial().orElseThrow(() -> new Refusal(CardRefusal.STEP_NOT_ALLOWED));
        IssuedCertificate issued = certificates.ofSerial(serial).orElseThrow();
        ServiceProfile profile = profiles.get(card.profile());
        SubjectContent subject = orders.orderOf(card.application()).subject();
        Context context = new Context(Locale.JAPANESE);
        context.setVariable("service", profile.displayName());
        context.setVariable("number", card.number().value().replaceAll("(?<=\\G.{4})(?=.)", " "));
        context.setVariable("name", line(subject.name(), 4.2, 62));
        context.setVariable("romaji", line(subject.romajiName(), 3.2, 62));
        context.setVariable("company", line(subject.companyName().orElse(""), 3.2, 75));
        context.setVariable("validity", "%s – %s".formatted(day(issued.notBefore()), day(issued.notAfter())));
        return templates.process(template(profile.ref().id()), context);
    }

    private static String template(String service) {
        return Optional.ofNullable(CardFaces.class.getClassLoader().getResource(FOLDER + service + SUFFIX))
                .map(own -> service)
                .orElse(COMMON);
    }

    private static String day(Instant at) {
        return DAY.format(at.atZone(Zones.TOKYO));
    }

    /**
     * A line of the face.
     *
     * @param size of its letters in millimetres, so that it is not wider than its place
     */
    public record Line(String text, String size) {}

    /** @param widest in millimetres */
    private static Line line(String text, double size, double widest) {
        double ems =
                text.codePoints().mapToDouble(each -> each < 0x80 ? 0.62 : 1).sum();
        double fitting = ems == 0 ? size : Math.min(size, widest / ems);
        return new Line(text, String.format(Locale.ROOT, "%.2f", fitting));
    }
}
