package io.hakko.application.persistence;

import io.hakko.application.domain.ApplicationCase;
import io.hakko.application.domain.ApplicationForm;
import io.hakko.application.domain.ApplicationForm.Addressee;
import io.hakko.application.domain.ApplicationForm.Agent;
import io.hakko.application.domain.ApplicationForm.Applicant;
import io.hakko.application.domain.ApplicationForm.CardOrder;
import io.hakko.application.domain.ApplicationForm.Company;
import io.hakko.application.domain.ApplicationForm.Consent;
import io.hakko.application.domain.ApplicationForm.Contacts;
import io.hakko.application.domain.ApplicationForm.Paper;
import io.hakko.application.domain.ApplicationStatus;
import io.hakko.application.domain.ApplicationStore;
import io.hakko.application.domain.CertificateForm;
import io.hakko.application.domain.CompanyKind;
import io.hakko.application.domain.CompanyRecord;
import io.hakko.application.domain.NameKind;
import io.hakko.application.domain.PostalAddress;
import io.hakko.application.domain.RomajiName;
import io.hakko.application.domain.StoredForm;
import io.hakko.application.domain.StoredForm.StoredPaper;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CorporateNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Yen;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ApplicationStore} in the schema {@code application}. */
@Repository
class JdbcApplicationStore implements ApplicationStore {

    private static final String SELECT_CASE = """
            SELECT number, profile_id, profile_effective_from, status, arrived_on, channel, tracking_number
            FROM application.application WHERE number = :number
            """;

    /** What of a form goes into the certificate. Each list is asked for on one way to the server. */
    private static final List<String> CERTIFICATE_FORM = List.of(
            "SELECT profile_id, profile_effective_from FROM application.application WHERE number = ?",
            "SELECT * FROM application.applicant WHERE application = ?",
            "SELECT * FROM application.company WHERE application = ?",
            "SELECT * FROM application.card_order WHERE application = ?");

    /** What else a form consists of. */
    private static final List<String> REST_OF_FORM = List.of(
            "SELECT * FROM application.agent WHERE application = ?",
            "SELECT * FROM application.consent WHERE application = ?",
            """
            SELECT kind, issued_on, original, note, arrived_on FROM application.paper
            WHERE application = ? AND replaced_at IS NULL ORDER BY id
            """);

    private final JdbcClient jdbc;
    private final JdbcTemplate statements;

    JdbcApplicationStore(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.statements = new JdbcTemplate(dataSource);
    }

    @Override
    public long nextNumber(String prefix, int year) {
        return jdbc.sql("""
                        INSERT INTO application.number_sequence (prefix, year, last) VALUES (:prefix, :year, 1)
                        ON CONFLICT (prefix, year) DO UPDATE SET last = number_sequence.last + 1
                        RETURNING last
                        """)
                .param("prefix", prefix)
                .param("year", year)
                .query(Long.class)
                .single();
    }

    @Override
    public void insert(ApplicationCase arrived, Instant at) {
        jdbc.sql("""
                        INSERT INTO application.application
                          (number, profile_id, profile_effective_from, status, arrived_on, channel, tracking_number,
                           received_at)
                        VALUES (:number, :profile, :effectiveFrom, :status, :arrivedOn, :channel, :tracking, :at)
                        """)
                .param("number", arrived.number().value())
                .param("profile", arrived.profile().id())
                .param("effectiveFrom", arrived.profile().effectiveFrom())
                .param("status", arrived.status().name())
                .param("arrivedOn", arrived.arrivedOn())
                .param("channel", arrived.channel())
                .param("tracking", arrived.trackingNumber().orElse(null))
                .param("at", utc(at))
                .update();
    }

    @Override
    public Optional<ApplicationCase> find(ApplicationNumber number) {
        return jdbc.sql(SELECT_CASE)
                .param("number", number.value())
                .query((row, n) -> applicationCase(row))
                .optional();
    }

    @Override
    public Optional<ApplicationCase> lock(ApplicationNumber number) {
        return jdbc.sql(SELECT_CASE + " FOR UPDATE")
                .param("number", number.value())
                .query((row, n) -> applicationCase(row))
                .optional();
    }

    @Override
    public Map<String, ProfileRef> profiles(Collection<String> numbers) {
        Map<String, ProfileRef> profiles = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("""
                            SELECT number, profile_id, profile_effective_from FROM application.application
                            WHERE number IN (:numbers)
                            """).param("numbers", numbers).query(row -> {
                profiles.put(row.getString("number"), profile(row));
            });
        }
        return profiles;
    }

    @Override
    public boolean changeStatus(
            ApplicationNumber number, Set<ApplicationStatus> from, ApplicationStatus status, Instant at) {
        boolean decided = status == ApplicationStatus.ACCEPTED
                || status == ApplicationStatus.REJECTED
                || status == ApplicationStatus.WITHDRAWN;
        return jdbc.sql("""
                        UPDATE application.application
                        SET status = :status, version = version + 1,
                            entered_at = CASE WHEN :status = 'ENTERED' THEN coalesce(entered_at, :at) ELSE entered_at END,
                            decided_at = CASE WHEN :decided THEN :at ELSE decided_at END
                        WHERE number = :number AND status IN (:from)
                        """)
                        .param("status", status.name())
                        .param("decided", decided)
                        .param("at", utc(at))
                        .param("number", number.value())
                        .param(
                                "from",
                                from.stream().map(ApplicationStatus::name).toList())
                        .update()
                == 1;
    }

    @Override
    public void enter(
            ApplicationNumber number,
            ApplicationForm form,
            String companyKey,
            ApplicationNumber order,
            LocalDate arrivedOn) {
        insert(number, form.applicant());
        insert(number, form.company(), companyKey);
        form.agent().ifPresent(agent -> insert(number, agent));
        insert(number, form.order(), order);
        form.papers().forEach(paper -> insert(number, paper, arrivedOn));
        jdbc.sql("""
                        INSERT INTO application.consent (application, terms_version, agreed_on)
                        VALUES (:number, :terms, :agreedOn)
                        """)
                .param("number", number.value())
                .param("terms", form.consent().termsVersion())
                .param("agreedOn", form.consent().agreedOn())
                .update();
    }

    @Override
    public Optional<StoredForm> form(ApplicationNumber number) {
        List<String> all =
                Stream.concat(CERTIFICATE_FORM.stream(), REST_OF_FORM.stream()).toList();
        return ask(all, number, JdbcApplicationStore::form);
    }

    @Override
    public Optional<CertificateForm> certificateForm(ApplicationNumber number) {
        return ask(CERTIFICATE_FORM, number, JdbcApplicationStore::certificateForm);
    }

    private <T> Optional<T> ask(List<String> questions, ApplicationNumber number, Answer<T> answer) {
        Optional<T> found = statements.execute(String.join(";", questions), (PreparedStatement statement) -> {
            for (int i = 1; i <= questions.size(); i++) {
                statement.setString(i, number.value());
            }
            statement.execute();
            return answer.read(statement);
        });
        return Objects.requireNonNull(found);
    }

    @FunctionalInterface
    private interface Answer<T> {
        Optional<T> read(PreparedStatement statement) throws SQLException;
    }

    /** The results in the order of the statements. */
    private static Optional<CertificateForm> certificateForm(PreparedStatement statement) throws SQLException {
        List<ProfileRef> profile = next(statement, JdbcApplicationStore::profile);
        List<Applicant> applicant = next(statement, JdbcApplicationStore::applicant);
        List<StoredCompany> company = next(
                statement, row -> new StoredCompany(JdbcApplicationStore.company(row), row.getString("company_key")));
        List<CardOrder> order = next(statement, JdbcApplicationStore::order);
        if (applicant.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CertificateForm(
                profile.get(0),
                applicant.get(0),
                company.get(0).company(),
                order.get(0),
                company.get(0).key()));
    }

    private static Optional<StoredForm> form(PreparedStatement statement) throws SQLException {
        Optional<CertificateForm> entered = certificateForm(statement);
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        CertificateForm first = entered.get();
        List<Agent> agent = next(statement, JdbcApplicationStore::agent);
        List<Consent> consent = next(statement, JdbcApplicationStore::consent);
        List<StoredPaper> papers = next(
                statement,
                row -> new StoredPaper(
                        new Paper(
                                row.getString("kind"),
                                row.getObject("issued_on", LocalDate.class),
                                row.getBoolean("original"),
                                optional(row, "note")),
                        row.getObject("arrived_on", LocalDate.class)));
        ApplicationForm form = new ApplicationForm(
                first.applicant(),
                first.company(),
                agent.stream().findFirst(),
                first.order(),
                papers.stream().map(StoredPaper::paper).toList(),
                consent.get(0));
        return Optional.of(new StoredForm(first.profile(), form, papers, first.companyKey()));
    }

    private record StoredCompany(Company company, String key) {}

    /** Reads a result, and goes on to the one behind it. */
    private static <T> List<T> next(PreparedStatement statement, Reading<T> reading) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                rows.add(reading.read(row));
            }
        }
        statement.getMoreResults();
        return rows;
    }

    @Override
    public Optional<ApplicationNumber> orderOf(ApplicationNumber number) {
        return select("card_order", number, row -> ApplicationNumber.of(row.getString("order_group")));
    }

    @Override
    public List<ApplicationCase> ofOrder(ApplicationNumber order) {
        return jdbc.sql("""
                        SELECT a.number, a.profile_id, a.profile_effective_from, a.status, a.arrived_on, a.channel,
                               a.tracking_number
                        FROM application.application a JOIN application.card_order o ON o.application = a.number
                        WHERE o.order_group = :order ORDER BY a.number
                        """)
                .param("order", order.value())
                .query((row, n) -> applicationCase(row))
                .list();
    }

    @Override
    public void replacePapers(ApplicationNumber number, List<Paper> papers, LocalDate arrivedOn, Instant at) {
        List<String> kinds = papers.stream().map(Paper::kind).distinct().toList();
        if (!kinds.isEmpty()) {
            jdbc.sql("""
                            UPDATE application.paper SET replaced_at = :at
                            WHERE application = :number AND kind IN (:kinds) AND replaced_at IS NULL
                            """)
                    .param("at", utc(at))
                    .param("number", number.value())
                    .param("kinds", kinds)
                    .update();
        }
        papers.forEach(paper -> insert(number, paper, arrivedOn));
    }

    @Override
    public void freeze(ApplicationNumber number, Price price) {
        jdbc.sql("""
                        INSERT INTO application.price (application, product, purchase_count, unit_price_yen, accepted_on)
                        VALUES (:number, :product, :count, :price, :acceptedOn)
                        """)
                .param("number", number.value())
                .param("product", price.product())
                .param("count", price.purchaseCount())
                .param("price", price.unitPrice().amount())
                .param("acceptedOn", price.acceptedOn())
                .update();
    }

    @Override
    public Optional<Price> price(ApplicationNumber number) {
        return select(
                "price",
                number,
                row -> new Price(
                        row.getString("product"),
                        row.getInt("purchase_count"),
                        Yen.of(row.getLong("unit_price_yen")),
                        row.getObject("accepted_on", LocalDate.class)));
    }

    @Override
    public List<CompanyRecord> companyRecords(String name, String headOffice) {
        return jdbc.sql("""
                        SELECT id, name, head_office FROM application.company_record
                        WHERE normalized = :normalized ORDER BY id
                        """)
                .param("normalized", CompanyRecord.normalized(name, headOffice))
                .query((row, n) -> companyRecord(row))
                .list();
    }

    @Override
    public Optional<CompanyRecord> companyRecord(long id) {
        return jdbc.sql("SELECT id, name, head_office FROM application.company_record WHERE id = :id")
                .param("id", id)
                .query((row, n) -> companyRecord(row))
                .optional();
    }

    @Override
    public CompanyRecord addCompanyRecord(String name, String headOffice, Instant at, String by) {
        return jdbc.sql("""
                        INSERT INTO application.company_record (name, head_office, normalized, confirmed_at, confirmed_by)
                        VALUES (:name, :headOffice, :normalized, :at, :by)
                        RETURNING id, name, head_office
                        """)
                .param("name", name)
                .param("headOffice", headOffice)
                .param("normalized", CompanyRecord.normalized(name, headOffice))
                .param("at", utc(at))
                .param("by", by)
                .query((row, n) -> companyRecord(row))
                .single();
    }

    private void insert(ApplicationNumber number, Applicant applicant) {
        jdbc.sql("""
                        INSERT INTO application.applicant
                          (application, name, name_kind, real_name, name_kana, former_name, romaji_family, romaji_given, birth_date,
                           postal_code, address, romaji_address, phone, fax, email)
                        VALUES (:number, :name, :nameKind, :realName, :kana, :formerName, :family, :given, :birthDate,
                                :postalCode, :address, :romajiAddress, :phone, :fax, :email)
                        """)
                .param("number", number.value())
                .param("name", applicant.name())
                .param("nameKind", applicant.nameKind().name())
                .param("realName", applicant.realName().orElse(null))
                .param("kana", applicant.nameKana())
                .param("formerName", applicant.formerName().orElse(null))
                .param("family", applicant.romajiName().family())
                .param("given", applicant.romajiName().given())
                .param("birthDate", applicant.birthDate())
                .param("postalCode", applicant.address().postalCode())
                .param("address", applicant.address().text())
                .param("romajiAddress", applicant.romajiAddress().orElse(null))
                .param("phone", applicant.contacts().phone().orElse(null))
                .param("fax", applicant.contacts().fax().orElse(null))
                .param("email", applicant.contacts().email().orElse(null))
                .update();
    }

    private void insert(ApplicationNumber number, Company company, String companyKey) {
        jdbc.sql("""
                        INSERT INTO application.company
                          (application, kind, name, postal_code, head_office, corporate_number, representative_name,
                           representative_title, company_key)
                        VALUES (:number, :kind, :name, :postalCode, :headOffice, :corporateNumber, :representative,
                                :title, :key)
                        """)
                .param("number", number.value())
                .param("kind", company.kind().name())
                .param("name", company.name())
                .param("postalCode", company.headOffice().postalCode())
                .param("headOffice", company.headOffice().text())
                .param(
                        "corporateNumber",
                        company.corporateNumber().map(CorporateNumber::value).orElse(null))
                .param("representative", company.representativeName())
                .param("title", company.representativeTitle())
                .param("key", companyKey)
                .update();
    }

    private void insert(ApplicationNumber number, Agent agent) {
        jdbc.sql("""
                        INSERT INTO application.agent (application, name, postal_code, address)
                        VALUES (:number, :name, :postalCode, :address)
                        """)
                .param("number", number.value())
                .param("name", agent.name())
                .param("postalCode", agent.address().postalCode())
                .param("address", agent.address().text())
                .update();
    }

    private void insert(ApplicationNumber number, CardOrder order, ApplicationNumber first) {
        Optional<Addressee> billing = order.billing();
        Optional<Addressee> contact = order.contact();
        jdbc.sql("""
                        INSERT INTO application.card_order
                          (application, product, cards_ordered_together, ordered_with, order_group,
                           power_of_representation, billing_name, billing_postal_code, billing_address, contact_name,
                           contact_postal_code, contact_address)
                        VALUES (:number, :product, :cards, :orderedWith, :first,
                                :power, :billingName, :billingPostalCode, :billingAddress, :contactName,
                                :contactPostalCode, :contactAddress)
                        """)
                .param("number", number.value())
                .param("product", order.product())
                .param("cards", order.cardsOrderedTogether())
                .param(
                        "orderedWith",
                        order.orderedWith().map(ApplicationNumber::value).orElse(null))
                .param("first", first.value())
                .param("power", order.powerOfRepresentation().orElse(null))
                .param("billingName", billing.map(Addressee::name).orElse(null))
                .param(
                        "billingPostalCode",
                        billing.map(a -> a.address().postalCode()).orElse(null))
                .param("billingAddress", billing.map(a -> a.address().text()).orElse(null))
                .param("contactName", contact.map(Addressee::name).orElse(null))
                .param(
                        "contactPostalCode",
                        contact.map(a -> a.address().postalCode()).orElse(null))
                .param("contactAddress", contact.map(a -> a.address().text()).orElse(null))
                .update();
    }

    private void insert(ApplicationNumber number, Paper paper, LocalDate arrivedOn) {
        jdbc.sql("""
                        INSERT INTO application.paper (application, kind, issued_on, original, note, arrived_on)
                        VALUES (:number, :kind, :issuedOn, :original, :note, :arrivedOn)
                        """)
                .param("number", number.value())
                .param("kind", paper.kind())
                .param("issuedOn", paper.issuedOn())
                .param("original", paper.original())
                .param("note", paper.note().orElse(null))
                .param("arrivedOn", arrivedOn)
                .update();
    }

    private <T> Optional<T> select(String table, ApplicationNumber number, Reading<T> reading) {
        return jdbc.sql("SELECT * FROM application." + table + " WHERE application = :number")
                .param("number", number.value())
                .query((row, n) -> reading.read(row))
                .optional();
    }

    private static ProfileRef profile(ResultSet row) throws SQLException {
        return new ProfileRef(row.getString("profile_id"), row.getObject("profile_effective_from", LocalDate.class));
    }

    private static ApplicationCase applicationCase(ResultSet row) throws SQLException {
        return new ApplicationCase(
                ApplicationNumber.of(row.getString("number")),
                profile(row),
                ApplicationStatus.valueOf(row.getString("status")),
                row.getObject("arrived_on", LocalDate.class),
                row.getString("channel"),
                optional(row, "tracking_number"));
    }

    private static Applicant applicant(ResultSet row) throws SQLException {
        return new Applicant(
                row.getString("name"),
                NameKind.valueOf(row.getString("name_kind")),
                optional(row, "real_name"),
                row.getString("name_kana"),
                optional(row, "former_name"),
                new RomajiName(row.getString("romaji_family"), row.getString("romaji_given")),
                row.getObject("birth_date", LocalDate.class),
                new PostalAddress(row.getString("postal_code"), row.getString("address")),
                optional(row, "romaji_address"),
                new Contacts(optional(row, "phone"), optional(row, "fax"), optional(row, "email")));
    }

    private static Company company(ResultSet row) throws SQLException {
        return new Company(
                CompanyKind.valueOf(row.getString("kind")),
                row.getString("name"),
                new PostalAddress(row.getString("postal_code"), row.getString("head_office")),
                optional(row, "corporate_number").map(CorporateNumber::of),
                row.getString("representative_name"),
                row.getString("representative_title"));
    }

    private static Agent agent(ResultSet row) throws SQLException {
        return new Agent(
                row.getString("name"), new PostalAddress(row.getString("postal_code"), row.getString("address")));
    }

    private static CardOrder order(ResultSet row) throws SQLException {
        return new CardOrder(
                row.getString("product"),
                row.getInt("cards_ordered_together"),
                optional(row, "ordered_with").map(ApplicationNumber::of),
                optional(row, "power_of_representation"),
                addressee(row, "billing"),
                addressee(row, "contact"));
    }

    private static Optional<Addressee> addressee(ResultSet row, String prefix) throws SQLException {
        Optional<String> name = optional(row, prefix + "_name");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Addressee(
                        name.get(),
                        new PostalAddress(row.getString(prefix + "_postal_code"), row.getString(prefix + "_address"))));
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(row.getString("terms_version"), row.getObject("agreed_on", LocalDate.class));
    }

    private static CompanyRecord companyRecord(ResultSet row) throws SQLException {
        return new CompanyRecord(row.getLong("id"), row.getString("name"), row.getString("head_office"));
    }

    private static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
